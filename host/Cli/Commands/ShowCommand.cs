using System.CommandLine;
using Pipeline.Host.Cli.Views;
using Spectre.Console;

namespace Pipeline.Host.Cli.Commands;

/// <summary><c>show</c>: one run with its steps, and what it made or what went wrong.</summary>
internal static class ShowCommand
{
    /// <summary>The command.</summary>
    public static Command Of(CommandFactory factory)
    {
        var run = CommonOptions.Run();
        return factory.Make("show", "Show a run: steps, outputs, failure", [run], async (context, cancellationToken) =>
        {
            await using var session = await context.OpenAsync(cancellationToken);
            var view = await CommandContext.RequireAsync(session.Runs, context.Parsed.GetValue(run)!, cancellationToken);
            if (context.Json)
            {
                context.Object(RunJson.Of(view, context.Now));
                return ExitCodes.Success;
            }

            var ansi = context.Console.Ansi;
            ansi.Write(new RunTable(context.Now, context.Console.Width, int.MaxValue, ansi.Profile.Capabilities.Unicode).Of(view));
            context.Lines([.. RunSource.Lines(view), "", .. new RunSummary(context.Suffix, context.Now).Lines(view)]);
            return ExitCodes.Success;
        });
    }
}
