using System.CommandLine;
using Pipeline.Host.Cli.Parsing;
using Pipeline.Host.Cli.Sessions;
using Pipeline.Host.Simulator;

namespace Pipeline.Host.Cli.Commands;

/// <summary><c>demo</c>: a whole calibration on two simulated nodes.</summary>
internal static class DemoCommand
{
    private const string Device = "gaudi2";
    private const int Nodes = 2;

    /// <summary>The command.</summary>
    public static Command Of(CommandFactory factory)
    {
        var model = new Option<string>("--model")
        {
            Description = $"One of {string.Join(", ", DemoModel.All.Select(m => m.Name))}",
            HelpName = "NAME",
            DefaultValueFactory = _ => DemoModel.All[0].Name,
        };
        var faults = new Option<string[]>("--fault")
        {
            Description = "What goes wrong, e.g. nic-down:gaudi-2:7, oom, crash-at:60:once",
            HelpName = "WORD",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [],
        };
        var more = CommonOptions.Set();
        return factory.Make("demo", "Calibrate a model on two simulated nodes", [model, more, faults], async (context, cancellationToken) =>
        {
            var chosen = DemoModel.Find(context.Parsed.GetValue(model)!);
            var nodes = new DemoNodes(Device, Nodes, context.Parsed.GetValue(faults) ?? []);
            await using var session = await context.OpenAsync(cancellationToken, demo: nodes);
            var workspace = Path.Combine(context.Data, "workspace");
            var inputs = SimulatedCluster.CreateInputs(workspace, chosen.Folder);
            var set = new Dictionary<string, string>(chosen.Inputs)
            {
                ["model"] = inputs.Model,
                ["dataset"] = inputs.Dataset,
                ["output"] = Path.Combine(workspace, "fp8_output"),
            };
            foreach (var (name, value) in Settings.Read(context.Parsed.GetValue(more) ?? []))
                set[name] = value;
            var run = await session.Runs.StartAsync(chosen.Workflow, set, cancellationToken);
            return await Watch.OneAsync(context, session.Runs, run, cancellationToken);
        });
    }
}
