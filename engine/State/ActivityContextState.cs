using Elsa.Workflows.State;

namespace Pipeline.Engine.State;

/// <summary>The saved form of one activity context.</summary>
internal static class ActivityContextState
{
    public static ActivityExecutionContextState Extract(ActivityExecutionContext context) => new()
    {
        Id = context.Id,
        ParentContextId = context.ParentActivityExecutionContext?.Id,
        ScheduledActivityNodeId = context.NodeId,
        OwnerActivityNodeId = context.ParentActivityExecutionContext?.NodeId,
        Properties = new Dictionary<string, object>(context.Properties),
        Metadata = new Dictionary<string, object>(context.Metadata),
        ActivityState = new Dictionary<string, object>(context.ActivityState),
        DynamicVariables = context.DynamicVariables.ToList(),
        Status = context.Status,
        IsExecuting = context.IsExecuting,
        FaultCount = context.AggregateFaultCount,
        CallStackDepth = context.CallStackDepth,
        StartedAt = context.StartedAt,
        CompletedAt = context.CompletedAt,
        Tag = context.Tag
    };

    /// <summary>Makes the context again; null if its activity is no longer in the workflow.</summary>
    public static async ValueTask<ActivityExecutionContext> RestoreAsync(WorkflowExecutionContext workflow, ActivityExecutionContextState state)
    {
        var node = workflow.FindNodeById(state.ScheduledActivityNodeId)
            ?? throw new InvalidOperationException(
                $"The instance '{workflow.Id}' refers to the activity '{state.ScheduledActivityNodeId}', which version {workflow.Workflow.Identity.Version} of '{workflow.Workflow.Identity.DefinitionId}' does not have. Load it with the version it was started with.");
        var parent = state.ParentContextId is null ? null : workflow.FindContext(state.ParentContextId);
        var context = workflow.CreateContext(state.Id, node.Activity, parent, state.Tag, state.DynamicVariables);
        context.Properties = new Dictionary<string, object>(state.Properties);
        context.Metadata = new Dictionary<string, object>(state.Metadata);
        context.ActivityState = new Dictionary<string, object>(state.ActivityState ?? new Dictionary<string, object>());
        context.TransitionTo(state.Status);
        context.AggregateFaultCount = state.FaultCount;
        context.CallStackDepth = state.CallStackDepth;
        context.StartedAt = state.StartedAt;
        context.CompletedAt = state.CompletedAt;
        workflow.AddActivityExecutionContext(context);
        await VariableStorage.LoadAsync(context);
        return context;
    }
}
