using System.Text.Json;
using Pipeline.Host.Simulator;
using Pipeline.Tests.Host;
using Pipeline.Tests.Nodes.Machines;

namespace Pipeline.Tests.Nodes.Calibrations;

/// <summary>A multi-node calibration through the real command line on two machines, and what is asked of its end.</summary>
internal sealed class SshCalibration : IAsyncDisposable
{
    private const string Tool = "calibrate_model.sh";

    /// <summary>Longest way to the calibration, on a machine that has much else to do.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly string settings;
    private readonly DemoInputs inputs;

    private SshCalibration(MachineLaboratory lab)
    {
        Lab = lab;
        settings = lab.WriteSettings();
        inputs = SimulatedCluster.CreateInputs(lab.Workspace, "Llama-3.1-8B-Instruct");
    }

    public MachineLaboratory Lab { get; }

    public HostProcess Host { get; } = new();

    public Machine Head => Lab.Machines[0];

    public Machine Worker => Lab.Machines[1];

    /// <summary>The words of the command.</summary>
    public IReadOnlyList<string> Command =>
    [
        "run", "MultiNodeCalibration", "--json", "--config", settings,
        "--set", $"model={inputs.Model}", "--set", $"dataset={inputs.Dataset}", "--set", $"output={Lab.Workspace}/fp8",
        "--set", "tensorParallel=16", "--set", "unifyTo=8", "--set", "nodes=gaudi-1,gaudi-2",
    ];

    /// <summary>
    /// Two machines on which everything is fast but the calibration itself. The second sees late what is written into the
    /// shared folder.
    /// </summary>
    public static async Task<SshCalibration> PrepareAsync() => new(await MachineLaboratory.StartAsync(2, machine =>
    {
        SlowCalibration(machine);
        machine.SeesTheShareLate = machine.Name == "gaudi-2";
    }));

    /// <summary>Starts the run and waits until the head calibrates.</summary>
    public async Task<Task<Outcome>> BeginAsync(params string[] more)
    {
        var run = Host.RunAsync([.. Command, .. more]);
        await CalibratingAsync(run);
        return run;
    }

    /// <summary>Waits until the head calibrates.</summary>
    public async Task CalibratingAsync(Task<Outcome> run) => await Eventually.BeTrueAsync(() =>
    {
        if (run.IsCompleted)
            Assert.Fail($"The run ended before it calibrated: {Told(run.Result)}");
        return Calibrates();
    }, Patience);

    /// <summary>Whether the head calibrates, or has.</summary>
    public bool Calibrates() => Starts(Head) > 0;

    private int CalibrationJobs => Directory.GetDirectories($"{Lab.Workspace}/.pipeline/jobs", "*.Calibrate*").Length;

    /// <summary>A command on the same data and settings.</summary>
    public Task<Outcome> RunAsync(params string[] words) => Host.RunAsync([.. words, "--config", settings]);

    /// <summary>How often a tool was started on a machine.</summary>
    private static int Starts(Machine machine) => Lines(machine, "start").Count();

    private static IEnumerable<string> Lines(Machine machine, string kind) =>
        HostProcess.ReadShared(machine.Node.LogFile).Where(line => line.Split(' ') is [_, var what, _, Tool, ..] && what == kind);

    /// <summary>
    /// The run finished; each job of the calibration was one process, and one of them did the work; nothing is left of it
    /// anywhere.
    /// </summary>
    public async Task ShouldHaveFinishedAsync(Outcome outcome)
    {
        outcome.ExitCode.ShouldBe(0, Told(outcome));
        outcome.Json.GetProperty("status").GetString().ShouldBe("Finished");
        Starts(Head).ShouldBe(CalibrationJobs);
        Lines(Head, "end").Count(line => line.EndsWith(" 0", StringComparison.Ordinal)).ShouldBe(1);
        Starts(Worker).ShouldBe(0);
        Directory.GetFiles($"{Lab.Workspace}/fp8/llama-3.1-8b-instruct/g2", "inc_output_hooks_maxabs_*_8.json").Length.ShouldBe(8);
        await ShouldHaveLeftNothingAsync();
    }

    /// <summary>The same, of a run that calibrated in its first attempt.</summary>
    public async Task ShouldHaveFinishedAtOnceAsync(Outcome outcome)
    {
        await ShouldHaveFinishedAsync(outcome);
        CalibrationJobs.ShouldBe(1);
    }

    /// <summary>The run failed for a reason that its error names, and nothing is left of it anywhere.</summary>
    public async Task<string> ShouldHaveFailedAsync(Outcome outcome, params string[] causes)
    {
        outcome.ExitCode.ShouldBe(1, Told(outcome));
        foreach (var cause in causes)
            outcome.Json.GetProperty("error").GetString()!.ShouldContain(cause, Case.Sensitive, outcome.Step("Calibrate").ToString());
        await ShouldHaveLeftNothingAsync();
        return outcome.Json.GetProperty("run").GetString()!;
    }

    private string Told(Outcome outcome)
    {
        var log = Path.Combine(Host.Data, "pipeline.log");
        return $"{outcome.Output} {outcome.Error} {(File.Exists(log) ? File.ReadAllText(log) : "")}";
    }

    private async Task ShouldHaveLeftNothingAsync()
    {
        foreach (var machine in Lab.Machines)
            (await machine.ProcessesAsync()).ShouldBeEmpty(machine.Name);
        var nodes = await RunAsync("nodes", "--json");
        nodes.ExitCode.ShouldBe(0, nodes.Error);
        foreach (var node in nodes.Json.GetProperty("nodes").EnumerateArray())
        {
            node.GetProperty("leasedBy").ValueKind.ShouldBe(JsonValueKind.Null);
            node.GetProperty("reachable").GetBoolean().ShouldBeTrue();
        }
    }

    /// <summary>Long enough for a fault in its midst, whatever else is fast.</summary>
    private static void SlowCalibration(Machine machine)
    {
        var file = Path.Combine(machine.ToolsBefore, Tool);
        File.WriteAllText(file, $"#!/bin/sh\nexport PIPELINE_SIM_SPEED=0.6\nexec {machine.Node.Bin}/{Tool} \"$@\"\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public async ValueTask DisposeAsync()
    {
        await Lab.DisposeAsync();
        Host.Dispose();
    }
}
