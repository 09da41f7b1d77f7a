using Pipeline.Host.Simulator;
using Pipeline.Host.Simulator.Tools;

namespace Pipeline.Tests.Unit.Simulator;

/// <summary>A cluster of simulated nodes in a temporary folder, whose tools run in this process.</summary>
internal sealed class Lab : IDisposable
{
    public Lab(int nodes = 2, string device = "gaudi2", int cards = 8)
    {
        Folder = Directory.CreateTempSubdirectory("pipeline-sim-").FullName;
        SimulatedCluster.Create(Folder, nodes, device, cards, speed: 100_000);
        Workspace = Directory.CreateDirectory(Path.Combine(Folder, "nfs", "vllm-gaudi", "calibration")).FullName;
        Inputs = SimulatedCluster.CreateInputs(Path.Combine(Folder, "nfs"), "Llama-3.1-8B-Instruct");
        Buffer = Path.Combine(Workspace, "quant_config_buffer.json");
        File.WriteAllText(Buffer, "");
    }

    public string Folder { get; }

    /// <summary>The calibration folder.</summary>
    public string Workspace { get; }

    public DemoInputs Inputs { get; }

    public string Buffer { get; }

    public string Out => Path.Combine(Folder, "nfs", "out");

    /// <summary>What the environment step sets on every node.</summary>
    public Dictionary<string, string> Environment => new()
    {
        ["GLOO_SOCKET_IFNAME"] = "eth0",
        ["HCCL_SOCKET_IFNAME"] = "eth0",
        ["QUANT_CONFIG"] = Buffer,
    };

    public SimulatedNode Node(int number) => SimulatedNode.Open(Path.Combine(Folder, $"gaudi-{number}"));

    public string Address(int number) => Node(number).Address;

    public Answer Run(int node, string tool, params string[] arguments) => RunWith([], node, tool, arguments);

    public Answer RunWith(Dictionary<string, string> environment, int node, string tool, params string[] arguments) =>
        RunAsync(environment, node, tool, arguments, CancellationToken.None).GetAwaiter().GetResult();

    public async Task<Answer> RunAsync(Dictionary<string, string> environment, int node, string tool, string[] arguments, CancellationToken stop)
    {
        SimulatedNode simulated = Node(node);
        using StringWriter output = new(), error = new();
        ToolContext context = new()
        {
            Node = simulated,
            Tool = tool,
            Arguments = arguments,
            Out = output,
            Error = error,
            Environment = environment,
            Directory = Workspace,
            Pace = Pace.Of(simulated, null, TimeProvider.System),
            Stop = stop,
        };
        int exitCode = await ToolRunner.Find(tool)!(context);
        return new Answer(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>Starts Ray on the nodes, the first as head, with the environment of the procedure.</summary>
    public void StartRay(int nodes = 2)
    {
        RunWith(Environment, 1, "ray", "start", "--head", "--port=6379").ExitCode.ShouldBe(0);
        for (int i = 2; i <= nodes; i++) RunWith(Environment, i, "ray", "start", $"--address={Address(1)}:6379").ExitCode.ShouldBe(0);
    }

    /// <summary>A calibration of the 8B model on node 1.</summary>
    public Answer Calibrate(params string[] more) =>
        RunWith(Environment, 1, "calibrate_model.sh", ["-m", Inputs.Model, "-d", Inputs.Dataset, "-o", Out, .. more]);

    public string[] Files(string pattern) =>
        [.. Directory.GetFiles(Path.Combine(Out, "llama-3.1-8b-instruct", "g2"), pattern).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

/// <summary>How a tool answered.</summary>
internal sealed record Answer(int ExitCode, string Output, string Error)
{
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
