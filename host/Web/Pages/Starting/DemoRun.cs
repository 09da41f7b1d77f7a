using Pipeline.Activities.Nodes.Pool;
using Pipeline.Host.Cli.Commands;
using Pipeline.Host.Runs;
using Pipeline.Host.Simulator;

namespace Pipeline.Host.Web.Pages.Starting;

/// <summary>A demonstration on simulated nodes: a model that it makes up, and faults to try.</summary>
internal static class DemoRun
{
    /// <summary>What can be tried, with what it does.</summary>
    public static IReadOnlyList<(string Word, string Meaning)> Faults { get; } =
    [
        ("", "Nothing"),
        ("nic-down:gaudi-2:7", "A port is down and heals after a flip"),
        ("nic-dead:gaudi-2:7", "A port is down for good"),
        ("crash-at:60:once", "The calibration crashes once at 60 %"),
        ("oom:once", "The cards run out of memory, once"),
        ("slow:4", "Everything takes four times as long"),
    ];

    /// <summary>What such a run is started with; its model, dataset and faults are made.</summary>
    /// <exception cref="InputException">There is no such model or fault.</exception>
    public static RunRequest Prepare(NodePoolOptions pool, string dataFolder, string? model, string fault)
    {
        var demo = DemoModel.Find(model);
        try
        {
            SimulatedCluster.SetFaults(Path.Combine(dataFolder, "nodes"), fault.Length > 0 ? [fault] : []);
        }
        catch (SimulatorException e)
        {
            throw new InputException(e.Message);
        }

        var inputs = SimulatedCluster.CreateInputs(pool.Workspace, demo.Folder);
        return new RunRequest(demo.Workflow, new Dictionary<string, string>(demo.Inputs)
        {
            ["model"] = inputs.Model,
            ["dataset"] = inputs.Dataset,
            ["output"] = Path.Combine(pool.Workspace, "fp8_output"),
            // What is done already is skipped; who wants to see something go wrong wants it done again.
            ["force"] = fault.Length > 0 ? "true" : "false",
        });
    }
}
