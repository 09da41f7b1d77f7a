namespace Pipeline.Engine.Execution;

/// <summary>
/// Retries faulted activities. A retried activity starts from a clean state: a new context under the same parent with the
/// same loop variables and input; what its failed attempt left (children, bookmarks, callbacks, scheduled work, the incident)
/// is gone, and the parent still waits for it. Everything else in the instance is untouched.
/// </summary>
public static class WorkflowRetry
{
    /// <summary>The faulted activities of a loaded instance.</summary>
    public static IReadOnlyList<ActivityExecutionContext> FaultedActivities(WorkflowExecutionContext workflow) =>
        workflow.OpenContexts.Where(context => context.Status == ActivityStatus.Faulted).ToList();

    /// <summary>Reschedules every faulted activity; answers how many. Run the instance afterwards.</summary>
    public static int RetryAll(WorkflowExecutionContext workflow)
    {
        var retried = 0;
        foreach (var faulted in FaultedActivities(workflow))
        {
            // A faulted activity below another faulted one goes with it.
            if (faulted.GetAncestors().Any(ancestor => ancestor.Status == ActivityStatus.Faulted) || workflow.FindContext(faulted.Id) is null)
                continue;
            Retry(faulted);
            retried++;
        }

        return retried;
    }

    /// <summary>Reschedules one faulted activity of a loaded instance. Run the instance afterwards.</summary>
    /// <exception cref="InvalidOperationException">The activity is not faulted.</exception>
    public static void Retry(ActivityExecutionContext faulted)
    {
        if (faulted.Status != ActivityStatus.Faulted)
            throw new InvalidOperationException($"The activity '{faulted.Activity.Id}' is {faulted.Status}; only a faulted activity can be retried.");

        var workflow = faulted.WorkflowExecutionContext;
        var variables = faulted.DynamicVariables.ToList();
        foreach (var variable in variables)
            variable.Value ??= faulted.Get((MemoryBlockReference)variable);
        foreach (var descendant in faulted.GetDescendants().Reverse().ToList())
            Discard(workflow, descendant);
        Discard(workflow, faulted);

        workflow.TransitionTo(WorkflowSubStatus.Suspended);
        workflow.Scheduler.Schedule(new ActivityWorkItem(
            faulted.Activity, faulted.ParentActivityExecutionContext, faulted.Tag, variables, null, faulted.ActivityInput));
    }

    private static void Discard(WorkflowExecutionContext workflow, ActivityExecutionContext context)
    {
        if (context.Status == ActivityStatus.Faulted)
            Incidents.Uncount(context);
        workflow.RemoveActivityExecutionContext(context);
    }
}
