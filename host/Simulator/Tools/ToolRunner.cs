using System.Collections;
using System.Runtime.InteropServices;
using System.Text;
using Pipeline.Host.Simulator.State;

namespace Pipeline.Host.Simulator.Tools;

/// <summary>Runs one tool of a node as a process of its own: events, streams, signals, exit code.</summary>
internal static class ToolRunner
{
    /// <summary>The tool behind a name.</summary>
    public static Func<ToolContext, Task<int>>? Find(string tool) => tool switch
    {
        "hl-smi" => HlSmi.RunAsync,
        "manage_network_ifs.sh" => ManageNetworkIfs.RunAsync,
        "ip" => Ip.RunAsync,
        "docker" => Docker.RunAsync,
        "git" => Git.RunAsync,
        "pip" or "pip3" => Pip.RunAsync,
        "python3" or "python" => Python.RunAsync,
        "ray" => Ray.RunAsync,
        "vllm" => Vllm.RunAsync,
        "calibrate_model.sh" => CalibrateModel.RunAsync,
        _ => null,
    };

    /// <summary>Runs a tool in this process.</summary>
    public static int Run(string tool, string[] arguments)
    {
        string? folder = System.Environment.GetEnvironmentVariable(SimulatedNode.FolderVariable);
        if (folder is null || !SimulatedNode.Exists(folder))
        {
            Console.Error.WriteLine($"{SimulatedNode.FolderVariable} names no simulated node; call the tools in a node's bin folder.");
            return 2;
        }
        return RunAsync(SimulatedNode.Open(folder), tool, arguments).GetAwaiter().GetResult();
    }

    private static async Task<int> RunAsync(SimulatedNode node, string tool, string[] arguments)
    {
        if (Find(tool) is not { } run)
        {
            await Console.Error.WriteLineAsync($"{tool}: the simulator has no such tool");
            return 127;
        }
        Dictionary<string, string> environment = [];
        foreach (DictionaryEntry pair in System.Environment.GetEnvironmentVariables()) environment[(string)pair.Key] = (string)pair.Value!;

        using CancellationTokenSource stop = new();
        int signalCode = 0;
        void OnSignal(PosixSignalContext signal)
        {
            signal.Cancel = true;
            signalCode = signal.Signal == PosixSignal.SIGINT ? 130 : 143;
            stop.Cancel();
        }
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);

        EventLog log = new(node.LogFile, TimeProvider.System);
        log.Start(tool, arguments);
        int exitCode;
        await using (TextWriter output = Writer(Console.OpenStandardOutput()))
        await using (TextWriter error = Writer(Console.OpenStandardError()))
        {
            try
            {
                exitCode = await run(new ToolContext
                {
                    Node = node,
                    Tool = tool,
                    Arguments = arguments,
                    Out = output,
                    Error = error,
                    Environment = environment,
                    Directory = System.Environment.CurrentDirectory,
                    Pace = Pace.Of(node, environment.GetValueOrDefault(Pace.Variable), TimeProvider.System),
                    Stop = stop.Token,
                });
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                exitCode = signalCode;
            }
        }
        log.End(tool, exitCode);
        return exitCode;
    }

    // Not Console.Out: its set-up costs start-up time, and a file behind it must be appended to, never seeked.
    private static StreamWriter Writer(Stream stream) => new(stream, new UTF8Encoding(false)) { AutoFlush = true };
}
