using System.CommandLine;
using Pipeline.Host.Cli.Consoles;
using Pipeline.Host.Cli.Watching;
using Pipeline.Host.Runs;

namespace Pipeline.Host.Cli.Commands;

/// <summary><c>retry</c>: goes on with a failed run.</summary>
internal static class RetryCommand
{
    public static Command Create(CommonOptions options, CliServices services, CliConsole console)
    {
        var id = ListCommands.RunArgument();
        var command = new Command("retry", "Go on with a failed run at the step that failed; what is done is kept.") { id };
        command.SetAction(async parsed =>
        {
            await using var host = await services.Sessions.OpenAsync(options.Session(parsed));
            var run = await host.Runs.FindAsync(parsed.GetRequiredValue(id))
                ?? throw new InputException($"There is no run '{parsed.GetRequiredValue(id)}'. 'pipeline runs' lists those there are.");
            await host.Runs.RetryAsync(run.Id);
            return await new RunWatch(host, console, parsed.GetValue(options.Json), options.Suffix(parsed), services.Clock).WatchAsync(run.Id);
        });
        return command;
    }
}
