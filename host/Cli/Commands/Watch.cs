using System.Text.Json.Nodes;
using Pipeline.Host.Cli.Views;
using Pipeline.Host.Cli.Watching;
using Pipeline.Host.Runs;

namespace Pipeline.Host.Cli.Commands;

/// <summary>What starting commands have in common: watch to the end, then say how it ended.</summary>
internal static class Watch
{
    /// <summary>Watches one run; returns the exit code.</summary>
    public static async Task<int> OneAsync(CommandContext context, IRuns runs, string run, CancellationToken cancellationToken)
    {
        RunView view;
        try
        {
            view = await DisplayOf(context).ShowAsync(show => new RunWatcher(runs, context.Services.Clock).FollowAsync(run, show, cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return Interrupted(context, [run]);
        }

        if (context.Json)
            context.Object(RunJson.Of(view, context.Now));
        else
            context.Lines(["", .. new RunSummary(context.Suffix, context.Now).Lines(view)]);
        return CodeOf(view);
    }

    /// <summary>Watches several runs side by side; returns the exit code.</summary>
    public static async Task<int> AllAsync(CommandContext context, IRuns runs, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        if (ids is [var only])
            return await OneAsync(context, runs, only, cancellationToken);
        IReadOnlyList<RunView> views;
        var writer = TextWriter.Synchronized(context.Json ? context.Console.Error : context.Console.Out);
        try
        {
            views = await Task.WhenAll(ids.Select(id => new LogDisplay(writer, context.Services.Clock)
                .ShowAsync(show => new RunWatcher(runs, context.Services.Clock).FollowAsync(id, show, cancellationToken))));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return Interrupted(context, ids);
        }

        if (context.Json)
            context.Object(new JsonObject { ["runs"] = new JsonArray([.. views.Select(v => RunJson.Of(v, context.Now))]) });
        else
            context.Lines(views.SelectMany(v => (string[])["", $"{v.Title} {v.Id}", .. new RunSummary(context.Suffix, context.Now).Lines(v)]));
        return views.Max(CodeOf);
    }

    private static IRunDisplay DisplayOf(CommandContext context) => context switch
    {
        { Json: true } => new LogDisplay(context.Console.Error, context.Services.Clock),
        { Console.Live: true } => new LiveDisplay(context.Console.Ansi, context.Services.Clock),
        _ => new LogDisplay(context.Console.Out, context.Services.Clock),
    };

    private static int CodeOf(RunView view) => view.Status == RunStatus.Finished ? ExitCodes.Success : ExitCodes.Failure;

    private static int Interrupted(CommandContext context, IReadOnlyList<string> runs)
    {
        context.Console.Error.WriteLine();
        context.Console.Error.WriteLine("Stopped watching. Jobs that run on the nodes go on there; nothing was cancelled.");
        context.Console.Error.WriteLine($"  go on:  pipeline run --resume{context.Suffix}");
        foreach (var run in runs)
            context.Console.Error.WriteLine($"  cancel: pipeline cancel {run}{context.Suffix}");
        return ExitCodes.Interrupted;
    }
}
