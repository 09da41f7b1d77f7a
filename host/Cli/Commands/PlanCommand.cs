using System.CommandLine;
using Pipeline.Host.Cli.Consoles;
using Pipeline.Host.Cli.Parsing;
using Pipeline.Host.Cli.Views;

namespace Pipeline.Host.Cli.Commands;

/// <summary><c>plan</c>: every command that a run would execute; executes nothing.</summary>
internal static class PlanCommand
{
    public static Command Create(CommonOptions options, CliServices services, CliConsole console)
    {
        var workflow = new Argument<string>("WORKFLOW") { Description = "The pipeline, e.g. MultiNodeCalibration." };
        var set = RunCommand.SetOption();
        var command = new Command("plan", "Print every command of a run with node, container, folder and environment; execute nothing.") { workflow, set };
        command.SetAction(async parsed =>
        {
            await using var host = await services.Sessions.OpenAsync(options.Session(parsed));
            var plan = await host.Runs.PlanAsync(parsed.GetRequiredValue(workflow), Settings.Read(parsed.GetValue(set) ?? []));
            if (parsed.GetValue(options.Json))
                await console.Out.WriteLineAsync(Json.Line(PlanJson.Of(plan)));
            else
                foreach (var line in PlanText.Lines(plan))
                    await console.Out.WriteLineAsync(line);
            return ExitCodes.Success;
        });
        return command;
    }
}
