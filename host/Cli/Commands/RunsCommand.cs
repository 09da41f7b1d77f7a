using System.CommandLine;
using System.Text.Json.Nodes;
using Pipeline.Host.Cli.Views;
using Spectre.Console;

namespace Pipeline.Host.Cli.Commands;

/// <summary><c>runs</c>: the newest runs.</summary>
internal static class RunsCommand
{
    private const int DefaultLimit = 20;

    /// <summary>The command.</summary>
    public static Command Of(CommandFactory factory)
    {
        var limit = CommonOptions.Limit("Most runs listed", DefaultLimit);
        return factory.Make("runs", "List runs, the newest first", [limit], async (context, cancellationToken) =>
        {
            await using var session = await context.OpenAsync(cancellationToken);
            var runs = await session.Runs.ListAsync(context.Parsed.GetValue(limit), cancellationToken);
            if (context.Json)
                context.Object(new JsonObject { ["runs"] = new JsonArray([.. runs.Select(r => RunJson.Head(r, context.Now))]) });
            else if (runs.Count == 0)
                context.Lines($"There are no runs in {context.Data}. 'pipeline demo' makes one.");
            else
                context.Console.Ansi.Write(RunList.Table(runs, context.Now));
            return ExitCodes.Success;
        });
    }
}
