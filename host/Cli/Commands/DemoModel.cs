using Pipeline.Host.Cli.Parsing;
using Pipeline.Host.Runs;
using Pipeline.Workflows;

namespace Pipeline.Host.Cli.Commands;

/// <summary>What the demo does with each model.</summary>
/// <param name="Name">The name for <c>--model</c>.</param>
/// <param name="Folder">The model's folder name, as published.</param>
/// <param name="Workflow">The pipeline.</param>
/// <param name="Inputs">Its inputs beside model, dataset and output.</param>
internal sealed record DemoModel(string Name, string Folder, string Workflow, IReadOnlyDictionary<string, string> Inputs)
{
    private static readonly Dictionary<string, string> Dense = new() { ["tensorParallel"] = "8", ["serveOn"] = "8" };

    private static readonly Dictionary<string, string> Experts = new()
    {
        ["tensorParallel"] = "8",
        ["expertParallel"] = "true",
        ["expandTo"] = "16,32",
        ["serveOn"] = "16",
    };

    /// <summary>All of them, the default first.</summary>
    public static IReadOnlyList<DemoModel> All { get; } =
    [
        new("llama-3.1-405b", "Llama-3.1-405B-Instruct", nameof(MultiNodeCalibration), new Dictionary<string, string>
        {
            ["tensorParallel"] = "16",
            ["unifyTo"] = "8",
            ["serveOn"] = "8",
            ["batchSize"] = "128",
            ["sampleLimit"] = "4096",
        }),
        new("llama-3.1-70b", "Llama-3.1-70B-Instruct", nameof(SingleNodeCalibration), Dense),
        new("llama-3.1-8b", "Llama-3.1-8B-Instruct", nameof(SingleNodeCalibration), Dense),
        new("mixtral-8x7b", "Mixtral-8x7B-Instruct-v0.1", nameof(SingleNodeCalibration), Dense),
        new("deepseek-r1", "DeepSeek-R1", nameof(MoeCalibration), Experts),
        new("qwen3-235b-a22b", "Qwen3-235B-A22B", nameof(MoeCalibration), Experts),
    ];

    /// <summary>The model of that name.</summary>
    /// <exception cref="InputException">There is none.</exception>
    public static DemoModel Find(string? name) =>
        name is null ? All[0] : All.FirstOrDefault(m => m.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw new InputException($"--model {name}: the demo has no such model.{Nearest.Hint(name, All.Select(m => m.Name))} It has {string.Join(", ", All.Select(m => m.Name))}.");
}
