using Pipeline.Activities.Steps.Records;
using Pipeline.Host.Runs;
using Pipeline.Host.Web.Pages.Graph;
using Pipeline.Host.Web.Pages.Live;

namespace Pipeline.Host.Web.Pages.Running;

/// <summary>The live parts of <c>/runs/{run}</c>.</summary>
internal sealed class RunContents(RunQueries queries, PipelineGraphs graphs)
{
    /// <summary>The regions; null when there is no such run.</summary>
    /// <param name="run">The run's id.</param>
    /// <param name="mayOperate">Whether the user may retry and cancel.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public async Task<IReadOnlyList<Region>?> ReadAsync(string run, bool mayOperate, CancellationToken cancellationToken) =>
        await queries.FindExactAsync(run, cancellationToken) is { } view ? await OfAsync(view, mayOperate, cancellationToken) : null;

    /// <summary>The regions of a run as read.</summary>
    public async Task<IReadOnlyList<Region>> OfAsync(RunView view, bool mayOperate, CancellationToken cancellationToken) =>
        [
            new Region("title", $"{Words.Sign(view.Status)} {view.Title} · {view.Status}"),
            new Region("announce", Announcement(view).Text),
            new Region("headline", RunHeadline.Of(view, mayOperate).Text),
            new Region("ending", RunEnding.Of(view, mayOperate).Text),
            new Region("picture", (await PictureAsync(view, cancellationToken)).Text),
            new Region("steps", StepRows.Of(view).Text),
            new Region("log-choice", LogChoice.Of(view).Text),
        ];

    private async Task<Html> PictureAsync(RunView view, CancellationToken cancellationToken)
    {
        if (await graphs.FindAsync(view) is not { } layout)
            return Html.Of($"""<p class="hint"><a href="/workflows/instances/{view.Id}/view">The designer</a> shows this workflow, and how far this run has come.</p>""");
        List<string> others = [.. layout.Graph.Nodes.Where(n => n.Kind != NodeKind.Step).Select(n => n.Id)];
        return GraphPicture.Of(layout, GraphMarks.Of(layout.Graph, view, await queries.ExecutionsAsync(view.Id, others, cancellationToken)));
    }

    /// <summary>What a screen reader says when it changes: states and steps, never percentages.</summary>
    private static Html Announcement(RunView run)
    {
        var step = run.Steps.LastOrDefault(s => s.State is StepState.Running or StepState.Waiting or StepState.BackingOff);
        return Html.Of($"Run {run.Status.ToString().ToLowerInvariant()}{(step is null ? "" : $", step {step.Name}{(step.Attempt > 1 ? $", attempt {step.Attempt}" : "")}")}.");
    }
}
