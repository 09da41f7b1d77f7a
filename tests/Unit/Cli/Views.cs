using Pipeline.Activities.Steps.Records;
using Pipeline.Host.Runs;

namespace Pipeline.Tests.Unit.Cli;

/// <summary>Runs to look at.</summary>
internal static class Views
{
    public const string Id = "a1b2c3d4e5f6";

    public static RunView Running => new(Id, "MultiNodeCalibration", RunStatus.Running, CommandLine.Noon.AddMinutes(-2), null)
    {
        Inputs = new Dictionary<string, object?> { ["model"] = "meta-llama/Llama-3.1-405B-Instruct", ["serveOn"] = 8 },
        Nodes = ["gaudi-1", "gaudi-2"],
        Steps = [Step("CheckNics", StepState.Done) with { Outcome = "All up" }, Step("Calibrate", StepState.Running) with { Attempt = 2, Progress = 0.38, Detail = "2/4 Measuring scales: 384/1000 samples, 3 min left", EndedAt = null }],
    };

    public static RunView Finished => Running with
    {
        Status = RunStatus.Finished,
        EndedAt = CommandLine.Noon,
        Steps = [Running.Steps[0], Running.Steps[1] with { State = StepState.Done, Outcome = "Done", Detail = "measurements of 16 ranks in /ws/out", EndedAt = CommandLine.Noon }],
        Outputs = new Dictionary<string, object?> { ["measurements"] = "/ws/out", ["quantConfig"] = "/ws/out/maxabs_quant_g2.json", ["endpoint"] = "http://127.0.0.1:8000" },
    };

    public static RunView Failed => Running with
    {
        Status = RunStatus.Failed,
        EndedAt = CommandLine.Noon,
        Steps = [Running.Steps[0], Running.Steps[1] with { State = StepState.Failed, Error = "out of device memory", EndedAt = CommandLine.Noon }],
        Error = "gaudi-1: out of device memory",
        Remedy = "Use more cards: -t 32.",
    };

    public static StepRecord Step(string name, StepState state) => new()
    {
        RunId = Id,
        ActivityId = name + "1",
        Visit = 1,
        Name = name,
        State = state,
        Nodes = ["gaudi-1", "gaudi-2"],
        StartedAt = CommandLine.Noon.AddSeconds(-75),
        EndedAt = CommandLine.Noon.AddSeconds(-15),
    };
}
