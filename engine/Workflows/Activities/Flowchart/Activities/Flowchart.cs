using System.ComponentModel;
using System.Runtime.CompilerServices;
using Elsa.Workflows.Activities.Flowchart.Models;
using Elsa.Workflows.Signals;
using Pipeline.Engine.Flow;

namespace Elsa.Workflows.Activities.Flowchart.Activities;

/// <summary>
/// Runs activities along connections. An activity with several inbound connections runs once all of them were visited and at
/// least one was followed; a connection that was not taken counts as visited, and so does what only it leads to. Connections
/// that lead back (loops) are followed at once. Differs from Elsa: a join never waits for a branch that can no longer arrive,
/// so a flowchart neither hangs at it nor ends without running what comes after it.
/// </summary>
[Activity("Elsa", "Flow", "A flowchart is a collection of activities and connections between them.")]
[Browsable(false)]
public class Flowchart : Container
{
    private readonly FlowMaps _maps = new();

    public Flowchart([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line) =>
        OnSignalReceived<ScheduleActivityOutcomes>(OnScheduleOutcomesAsync);

    [Port("Start")]
    [Browsable(false)]
    public IActivity? Start { get; set; }

    public ICollection<Connection> Connections { get; set; } = [];

    protected override async ValueTask ScheduleChildrenAsync(ActivityExecutionContext context)
    {
        if (StartOf(context) is { } start)
            await context.ScheduleActivityAsync(start, OnChildCompletedAsync);
        else
            await context.CompleteActivityAsync();
    }

    private async ValueTask OnChildCompletedAsync(ActivityCompletedContext context)
    {
        var target = context.TargetContext;
        if (context.ChildContext.Activity is ITerminalNode)
        {
            await target.CompleteActivityAsync();
            return;
        }

        var outcomes = context.Result as Outcomes ?? Outcomes.Default;
        var walk = WalkOf(target);
        foreach (var next in await walk.CompleteAsync(context.ChildContext.Activity, outcomes.Names))
            await ScheduleAsync(target, walk, next);
        if (target.HasOpenChildren)
            return;

        // Nothing is under way any more, so what joins still wait for cannot arrive.
        if (walk.ReleaseWaiting() is { } waiting)
            await ScheduleAsync(target, walk, waiting);
        else
            await target.CompleteActivityAsync();
    }

    private async ValueTask OnScheduleOutcomesAsync(ScheduleActivityOutcomes signal, SignalContext context)
    {
        var target = context.ReceiverActivityExecutionContext;
        if (context.IsSelf || context.SenderActivityExecutionContext.ParentActivityExecutionContext != target)
            return;
        context.StopPropagation();
        var walk = WalkOf(target);
        foreach (var next in await walk.FollowAsync(context.SenderActivityExecutionContext.Activity, signal.Outcomes))
            await ScheduleAsync(target, walk, next);
    }

    private async ValueTask ScheduleAsync(ActivityExecutionContext context, FlowWalk walk, FlowStep step)
    {
        if (step.CancelsRivals)
            await walk.CancelRivalsAsync(step.Activity);
        await context.ScheduleActivityAsync(step.Activity, OnChildCompletedAsync);
    }

    private FlowWalk WalkOf(ActivityExecutionContext context) => new(context, _maps.Get(this, StartOf(context)!));

    /// <summary>Where a run begins that no trigger of this flowchart started.</summary>
    internal IActivity? DefaultStart => _maps.DefaultStart(this);

    private IActivity? StartOf(ActivityExecutionContext context) =>
        Activities.FirstOrDefault(activity => activity.Id == context.WorkflowExecutionContext.TriggerActivityId) ?? DefaultStart;
}
