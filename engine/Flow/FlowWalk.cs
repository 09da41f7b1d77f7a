using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Activities.Flowchart.Models;

namespace Pipeline.Engine.Flow;

/// <summary>
/// One flowchart in one run. What a completed activity costs depends on its own connections, and on those that die with the
/// outcomes it did not give, each of which is visited once a pass.
/// </summary>
internal sealed class FlowWalk(ActivityExecutionContext context, FlowMap map)
{
    private const string StateProperty = "FlowScope";

    private readonly FlowState _state = context.GetProperty(StateProperty, () => new FlowState());
    private readonly List<FlowStep> _next = [];

    /// <summary>An activity completed: follows the connections of its outcomes and strikes the others off.</summary>
    public async ValueTask<IReadOnlyList<FlowStep>> CompleteAsync(IActivity activity, IReadOnlyCollection<string> outcomes)
    {
        if (map.Find(activity) is not { } vertex)
            return _next;

        var followed = vertex.Outbound.Where(edge => outcomes.Contains(edge.Port)).ToList();
        foreach (var edge in followed)
            await VisitAsync(edge, followed: true);

        // A pass that stays in its loop may come by again and take another exit then; only those within the loop are off.
        var loops = followed.Any(edge => edge.StaysInLoop);
        await StrikeOffAsync(vertex.Outbound.Where(edge => !edge.LeadsBack && !outcomes.Contains(edge.Port) && (!loops || edge.StaysInLoop)), loops);
        return _next;
    }

    /// <summary>Follows the connections of some outcomes of an activity that goes on.</summary>
    public async ValueTask<IReadOnlyList<FlowStep>> FollowAsync(IActivity activity, IReadOnlyCollection<string> outcomes)
    {
        foreach (var edge in map.Find(activity)?.Outbound.Where(edge => outcomes.Contains(edge.Port)) ?? [])
            await VisitAsync(edge, followed: true);
        return _next;
    }

    /// <summary>With nothing under way: the first join that some branch reached, to go on without the others; null if none waits.</summary>
    public FlowStep? ReleaseWaiting()
    {
        var waiting = _state.Waiting
            .Where(entry => entry.Value is { Followed: true, Passed: false })
            .Select(entry => map.Find(entry.Key))
            .OfType<FlowVertex>()
            .MinBy(vertex => vertex.Order);
        if (waiting is null)
            return null;
        _state.Waiting.Remove(waiting.Activity.Id);
        return new FlowStep(waiting.Activity);
    }

    /// <summary>Cancels what still runs or waits on the branches that lead to an activity.</summary>
    public async ValueTask CancelRivalsAsync(IActivity join)
    {
        var ancestors = map.AncestorsOf(join);
        context.WorkflowExecutionContext.WorkQueue.RemoveOf(context, item => ancestors.Contains(item.Activity));
        foreach (var rival in context.Children.Where(child => ancestors.Contains(child.Activity)).ToList())
            await rival.CancelActivityAsync();
    }

    private async ValueTask StrikeOffAsync(IEnumerable<FlowEdge> edges, bool withinLoop)
    {
        var dead = new Queue<FlowEdge>(edges);
        while (dead.TryDequeue(out var edge))
        {
            if (await VisitAsync(edge, followed: false))
                continue;
            foreach (var onward in edge.Target.Outbound)
            {
                if (!onward.LeadsBack && (!withinLoop || onward.StaysInLoop))
                    dead.Enqueue(onward);
            }
        }
    }

    /// <summary>Notes a visit. Answers false if the target is struck off with it: all its connections were visited, none followed.</summary>
    private async ValueTask<bool> VisitAsync(FlowEdge edge, bool followed)
    {
        context.WorkflowExecutionContext.Meter.Count();
        var target = edge.Target;
        if (followed && (edge.LeadsBack || target.ForwardInbound <= 1))
        {
            _next.Add(new FlowStep(target.Activity));
            return true;
        }

        if (target.ForwardInbound <= 1)
            return false;
        return await IsWaitAnyAsync(target.Activity) ? VisitFirst(edge, followed) : VisitAll(edge, followed);
    }

    private bool VisitAll(FlowEdge edge, bool followed)
    {
        var round = RoundOf(edge.Target);
        round.Visited[edge.Key] = followed || round.Visited.GetValueOrDefault(edge.Key);
        if (round.Visited.Count < edge.Target.ForwardInbound)
            return true;

        _state.Waiting.Remove(edge.Target.Activity.Id);
        if (!round.Followed)
            return false;
        _next.Add(new FlowStep(edge.Target.Activity));
        return true;
    }

    private bool VisitFirst(FlowEdge edge, bool followed)
    {
        var round = RoundOf(edge.Target);
        if (followed)
        {
            round.Visited.Clear();
            round.Passed = true;
            // Several outcomes at once may lead here: that is one pass.
            var step = new FlowStep(edge.Target.Activity, CancelsRivals: true);
            if (!_next.Contains(step))
                _next.Add(step);
            return true;
        }

        round.Visited[edge.Key] = false;
        if (round.Visited.Count < edge.Target.ForwardInbound)
            return true;
        _state.Waiting.Remove(edge.Target.Activity.Id);
        return round.Passed;
    }

    private FlowRound RoundOf(FlowVertex vertex)
    {
        if (!_state.Waiting.TryGetValue(vertex.Activity.Id, out var round))
            _state.Waiting[vertex.Activity.Id] = round = new FlowRound();
        return round;
    }

    private async ValueTask<bool> IsWaitAnyAsync(IActivity activity)
    {
        if (activity is not FlowJoin { Mode.Expression: { } mode })
            return false;
        var evaluator = context.GetRequiredService<IExpressionEvaluator>();
        return await evaluator.EvaluateAsync<FlowJoinMode>(mode, context.ExpressionExecutionContext) == FlowJoinMode.WaitAny;
    }
}
