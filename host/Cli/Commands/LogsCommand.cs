using System.CommandLine;
using System.Text.Json.Nodes;
using Pipeline.Host.Cli.Watching;

namespace Pipeline.Host.Cli.Commands;

/// <summary><c>logs</c>: what a run's jobs print.</summary>
internal static class LogsCommand
{
    /// <summary>The command.</summary>
    public static Command Of(CommandFactory factory)
    {
        var run = CommonOptions.Run();
        var step = new Argument<string?>("STEP") { Description = "Only this step, e.g. Calibrate", Arity = ArgumentArity.ZeroOrOne };
        var follow = new Option<bool>("--follow", "-f") { Description = "Go on until the run ends" };
        return factory.Make("logs", "Print the logs of a run's jobs", [run, step, follow], async (context, cancellationToken) =>
        {
            await using var session = await context.OpenAsync(cancellationToken);
            var view = await CommandContext.RequireAsync(session.Runs, context.Parsed.GetValue(run)!, cancellationToken);
            var wanted = context.Parsed.GetValue(step);
            var several = view.Nodes.Concat(view.Steps.SelectMany(s => s.Nodes)).Distinct().Skip(1).Any();
            var printer = new LogPrinter(context.Console.Out, prefixed: several, headlines: wanted is null);
            try
            {
                await foreach (var chunk in session.Runs.LogsAsync(view.Id, wanted, context.Parsed.GetValue(follow), cancellationToken))
                {
                    if (context.Json)
                        context.Object(new JsonObject { ["step"] = chunk.Step, ["node"] = chunk.Node, ["text"] = chunk.Text });
                    else
                        printer.Print(chunk);
                    await context.Console.Out.FlushAsync(cancellationToken);
                }
            }
            finally
            {
                printer.EndLine();
            }

            return ExitCodes.Success;
        });
    }
}
