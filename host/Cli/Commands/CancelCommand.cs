using System.CommandLine;
using System.Text.Json.Nodes;

namespace Pipeline.Host.Cli.Commands;

/// <summary><c>cancel</c>: ends a run, its jobs, Ray and its leases.</summary>
internal static class CancelCommand
{
    /// <summary>The command.</summary>
    public static Command Of(CommandFactory factory)
    {
        var run = CommonOptions.Run();
        return factory.Make("cancel", "End a run: its jobs, Ray and leases", [run], async (context, cancellationToken) =>
        {
            await using var session = await context.OpenAsync(cancellationToken);
            var view = await CommandContext.RequireAsync(session.Runs, context.Parsed.GetValue(run)!, cancellationToken);
            if (view.EndedAt is null)
                context.Console.Error.WriteLine($"Cancelling {view.Title} {view.Id}…");
            await session.Runs.CancelAsync(view.Id, cancellationToken);
            var ended = await CommandContext.RequireAsync(session.Runs, view.Id, cancellationToken);
            if (context.Json)
                context.Object(new JsonObject { ["run"] = ended.Id, ["status"] = ended.Status.ToString() });
            else
                context.Lines($"The run {ended.Id} is {ended.Status.ToString().ToLowerInvariant()}.");
            return ExitCodes.Success;
        });
    }
}
