using System.CommandLine;
using Pipeline.Host.Cli.Consoles;
using Pipeline.Host.Cli.Sessions;
using Pipeline.Host.Cli.Watching;
using Pipeline.Host.Simulator;

namespace Pipeline.Host.Cli.Commands;

/// <summary><c>demo</c>: the main job on simulated nodes.</summary>
internal static class DemoCommand
{
    private const int Nodes = 2;

    public static Command Create(CommonOptions options, CliServices services, CliConsole console)
    {
        var model = new Option<string>("--model") { Description = $"One of {string.Join(", ", DemoModel.All.Select(m => m.Name))}. Default {DemoModel.All[0].Name}", HelpName = "NAME" };
        var faults = new Option<string[]>("--fault") { Description = "What goes wrong, e.g. nic-down:gaudi-2:7, nic-dead:gaudi-2:7, oom, crash-at:60:once. May be repeated.", HelpName = "WORD" };
        var command = new Command("demo", "Run a calibration on two simulated 8-card Gaudi 2 nodes: no set-up, real processes, real files.") { model, faults };
        command.SetAction(async parsed =>
        {
            var chosen = DemoModel.Find(parsed.GetValue(model));
            var session = options.Session(parsed, new DemoNodes("gaudi2", Nodes, parsed.GetValue(faults) ?? []));
            await using var host = await services.Sessions.OpenAsync(session);
            var workspace = Path.Combine(session.DataFolder, "workspace");
            var inputs = SimulatedCluster.CreateInputs(workspace, chosen.Folder);
            var run = await host.Runs.StartAsync(chosen.Workflow, new Dictionary<string, string>(chosen.Inputs)
            {
                ["model"] = inputs.Model,
                ["dataset"] = inputs.Dataset,
                ["output"] = Path.Combine(workspace, "fp8_output"),
            });
            return await new RunWatch(host, console, parsed.GetValue(options.Json), options.Suffix(parsed), services.Clock).WatchAsync(run);
        });
        return command;
    }
}
