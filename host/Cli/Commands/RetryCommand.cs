using System.CommandLine;

namespace Pipeline.Host.Cli.Commands;

/// <summary><c>retry</c>: goes on with a failed run at the failed step.</summary>
internal static class RetryCommand
{
    /// <summary>The command.</summary>
    public static Command Of(CommandFactory factory)
    {
        var run = CommonOptions.Run();
        return factory.Make("retry", "Go on with a failed run at the failed step", [run], async (context, cancellationToken) =>
        {
            await using var session = await context.OpenAsync(cancellationToken);
            var view = await CommandContext.RequireAsync(session.Runs, context.Parsed.GetValue(run)!, cancellationToken);
            await session.Runs.RetryAsync(view.Id, cancellationToken);
            return await Watch.OneAsync(context, session.Runs, view.Id, cancellationToken);
        });
    }
}
