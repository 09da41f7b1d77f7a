using Elsa.Workflows.State;

namespace Pipeline.Engine.State;

/// <summary>Fills an empty execution context from a saved state.</summary>
internal static class WorkflowStateRestorer
{
    public static async ValueTask ApplyAsync(WorkflowExecutionContext context, WorkflowState state)
    {
        context.Id = state.Id;
        context.Name = state.Name;
        context.CorrelationId = state.CorrelationId;
        context.ParentWorkflowInstanceId = state.ParentWorkflowInstanceId;
        context.RestoreSubStatus(state.SubStatus);
        context.Incidents = state.Incidents.ToList();
        context.StartInput = new Dictionary<string, object>(state.Input);
        context.Input = new Dictionary<string, object>(state.Input);
        context.Output = new Dictionary<string, object>(state.Output);
        context.Properties = new Dictionary<string, object>(state.Properties);
        context.ExecutionLogSequence = state.ExecutionLogSequence;
        context.CreatedAt = state.CreatedAt;
        context.UpdatedAt = state.UpdatedAt;
        context.FinishedAt = state.FinishedAt;
        context.Bookmarks = state.Bookmarks;
        context.OriginalBookmarks = state.Bookmarks.ToList();

        foreach (var contextState in ParentsFirst(state.ActivityExecutionContexts))
            await ActivityContextState.RestoreAsync(context, contextState);
        RestoreCallbacks(context, state);
        RestoreScheduled(context, state);
    }

    private static IEnumerable<ActivityExecutionContextState> ParentsFirst(IEnumerable<ActivityExecutionContextState> states) => states.OrderBy(state => state.CallStackDepth);

    private static void RestoreCallbacks(WorkflowExecutionContext context, WorkflowState state)
    {
        foreach (var saved in state.CompletionCallbacks)
        {
            if (context.FindContext(saved.OwnerInstanceId) is not { } owner || context.FindNodeById(saved.ChildNodeId) is not { } child)
                continue;
            var callback = saved.MethodName is { } name ? owner.Activity.GetActivityCompletionCallback(name) : null;
            context.AddCompletionCallback(owner, child, callback, saved.Tag);
        }
    }

    private static void RestoreScheduled(WorkflowExecutionContext context, WorkflowState state)
    {
        foreach (var saved in state.ScheduledActivities)
        {
            if (context.FindActivityByNodeId(saved.ActivityNodeId) is not { } activity)
                continue;
            var owner = saved.OwnerContextId is { } ownerId ? context.FindContext(ownerId) : null;
            var existing = saved.ExistingActivityExecutionContextId is { } existingId ? context.FindContext(existingId) : null;
            context.Scheduler.Schedule(new ActivityWorkItem(activity, owner, saved.Tag, saved.Variables, existing, new Dictionary<string, object>(saved.Input)));
        }
    }
}
