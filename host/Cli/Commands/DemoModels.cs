using Pipeline.Host.Cli.Parsing;
using Pipeline.Host.Runs;

namespace Pipeline.Host.Cli.Commands;

/// <summary>The models of the demo.</summary>
internal static class DemoModels
{
    private const string MultiNode = "MultiNodeCalibration";
    private const string SingleNode = "SingleNodeCalibration";
    private const string Moe = "MoeCalibration";

    /// <summary>All, the default first.</summary>
    public static IReadOnlyList<DemoModel> All { get; } =
    [
        new("llama-3.1-405b", MultiNode, "meta-llama/Llama-3.1-405B-Instruct", Dense(tensorParallel: "16", unifyTo: "8")),
        new("llama-3.1-70b", SingleNode, "meta-llama/Llama-3.1-70B-Instruct", Dense(tensorParallel: "8", unifyTo: "4")),
        new("llama-3.1-8b", SingleNode, "meta-llama/Llama-3.1-8B-Instruct", Dense(tensorParallel: "2", unifyTo: "1")),
        new("mixtral-8x7b", Moe, "mistralai/Mixtral-8x7B-Instruct-v0.1", Experts(expandTo: "2,4", serveOn: "4")),
        new("deepseek-r1", Moe, "deepseek-ai/DeepSeek-R1", Experts(expandTo: "16,32", serveOn: "16")),
        new("qwen3-235b-a22b", Moe, "Qwen/Qwen3-235B-A22B", Experts(expandTo: "8,16", serveOn: "8")),
    ];

    /// <summary>The model of that name.</summary>
    /// <exception cref="InputException">There is none; lists those there are.</exception>
    public static DemoModel Find(string name) =>
        All.FirstOrDefault(m => m.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new InputException($"There is no demo of '{name}'.{Nearest.Hint(name, All.Select(m => m.Name))} There are {string.Join(", ", All.Select(m => m.Name))}.");

    private static Dictionary<string, string> Dense(string tensorParallel, string unifyTo) => new()
    {
        ["tensorParallel"] = tensorParallel,
        ["unifyTo"] = unifyTo,
        ["serveOn"] = unifyTo,
        ["batchSize"] = "128",
        ["sampleLimit"] = "4096",
    };

    /// <summary>Measured on one node with expert parallelism; postprocessing is the pipeline's default.</summary>
    private static Dictionary<string, string> Experts(string expandTo, string serveOn) => new()
    {
        ["tensorParallel"] = "8",
        ["expertParallel"] = "true",
        ["expandTo"] = expandTo,
        ["serveOn"] = serveOn,
        ["batchSize"] = "32",
        ["sampleLimit"] = "512",
    };
}
