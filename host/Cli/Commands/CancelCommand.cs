using System.CommandLine;
using System.Text.Json.Nodes;
using Pipeline.Host.Cli.Consoles;
using Pipeline.Host.Cli.Views;

namespace Pipeline.Host.Cli.Commands;

/// <summary><c>cancel</c>: ends a run, whichever process drives it.</summary>
internal static class CancelCommand
{
    public static Command Create(CommonOptions options, CliServices services, CliConsole console)
    {
        var id = ListCommands.RunArgument();
        var command = new Command("cancel", "End a run: its jobs, its server, Ray and its leases.") { id };
        command.SetAction(async parsed =>
        {
            await using var host = await services.Sessions.OpenAsync(options.Session(parsed));
            await host.Runs.CancelAsync(parsed.GetRequiredValue(id));
            await console.Out.WriteLineAsync(parsed.GetValue(options.Json)
                ? Json.Line(new JsonObject { ["run"] = parsed.GetRequiredValue(id), ["status"] = "Cancelled" })
                : $"The run {parsed.GetRequiredValue(id)} was cancelled.");
            return ExitCodes.Success;
        });
        return command;
    }
}
