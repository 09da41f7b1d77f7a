using System.CommandLine;
using System.Text.Json.Nodes;
using Pipeline.Host.Cli.Consoles;
using Pipeline.Host.Cli.Views;

namespace Pipeline.Host.Cli.Commands;

/// <summary><c>logs</c>: what a run's jobs printed.</summary>
internal static class LogsCommand
{
    public static Command Create(CommonOptions options, CliServices services, CliConsole console)
    {
        var id = ListCommands.RunArgument();
        var step = new Argument<string?>("STEP") { Description = "Only this step, e.g. Calibrate.", Arity = ArgumentArity.ZeroOrOne };
        var follow = new Option<bool>("--follow", "-f") { Description = "Go on until the run ends." };
        var command = new Command("logs", "Print what the jobs of a run printed.") { id, step, follow };
        command.SetAction(async parsed =>
        {
            await using var host = await services.Sessions.OpenAsync(options.Session(parsed));
            var json = parsed.GetValue(options.Json);
            await foreach (var chunk in host.Runs.LogsAsync(parsed.GetRequiredValue(id), parsed.GetValue(step), parsed.GetValue(follow)))
            {
                if (json)
                    await console.Out.WriteLineAsync(Json.Line(new JsonObject { ["step"] = chunk.Step, ["node"] = chunk.Node, ["text"] = chunk.Text }));
                else
                    foreach (var line in chunk.Text.TrimEnd('\n').Split('\n'))
                        await console.Out.WriteLineAsync($"{chunk.Step} {chunk.Node} | {line}");
            }

            return ExitCodes.Success;
        });
        return command;
    }
}
