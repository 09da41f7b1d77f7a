namespace Elsa.Workflows;

public partial class ActivityExecutionContext
{
    public ValueTask ScheduleActivityAsync(IActivity? activity, ActivityCompletionCallback? completionCallback, object? tag = null, IEnumerable<Variable>? variables = null) =>
        ScheduleActivityAsync(activity, this, new ScheduleWorkOptions { CompletionCallback = completionCallback, Tag = tag, Variables = variables?.ToList() });

    public ValueTask ScheduleActivityAsync(IActivity? activity, ScheduleWorkOptions? options = null) => ScheduleActivityAsync(activity, this, options);

    /// <summary>Adds a child to the queue. A null activity counts as one that completed at once, with nothing to tell.</summary>
    public async ValueTask ScheduleActivityAsync(IActivity? activity, ActivityExecutionContext? owner, ScheduleWorkOptions? options = null)
    {
        if (activity is null)
        {
            if (options?.CompletionCallback is { } callback)
                await callback(new ActivityCompletedContext(this, this));
            return;
        }

        var node = WorkflowExecutionContext.FindNodeByActivity(activity)
            ?? throw new InvalidOperationException($"The activity '{activity.Id}' ({activity.Type}) is not part of the workflow: it must be reachable through a port property of its parent.");
        await ScheduleActivityAsync(node, owner, options);
    }

    public Task ScheduleActivityAsync(ActivityNode? activityNode, ActivityExecutionContext? owner = null, ScheduleWorkOptions? options = null)
    {
        if (activityNode is null)
            return Task.CompletedTask;

        owner ??= this;
        var queue = WorkflowExecutionContext.WorkQueue;
        if (options?.PreventDuplicateScheduling == true && queue.Of(owner).Any(item => item.Activity == activityNode.Activity))
            return Task.CompletedTask;

        WorkflowExecutionContext.AddCompletionCallback(owner, activityNode, options?.CompletionCallback, options?.Tag);
        queue.Schedule(new ActivityWorkItem(
            activityNode.Activity, owner, options?.Tag, options?.Variables, options?.ExistingActivityExecutionContext, options?.Input, options?.SchedulingActivityExecutionId ?? Id, options?.SchedulingWorkflowInstanceId));
        return Task.CompletedTask;
    }

    public async ValueTask ScheduleActivitiesAsync(params IActivity?[] activities) => await ScheduleActivities(activities);

    public ValueTask ScheduleActivities(IEnumerable<IActivity?> activities, ActivityCompletionCallback? completionCallback, object? tag = null, IEnumerable<Variable>? variables = null) =>
        ScheduleActivities(activities, new ScheduleWorkOptions { CompletionCallback = completionCallback, Tag = tag, Variables = variables?.ToList() });

    public async ValueTask ScheduleActivities(IEnumerable<IActivity?> activities, ScheduleWorkOptions? options = null)
    {
        foreach (var activity in activities)
            await ScheduleActivityAsync(activity, options);
    }

    public void ClearCompletionCallbacks() => WorkflowExecutionContext.CallbackIndex.RemoveOwner(Id);

    /// <summary>Whether a child is running, faulted or scheduled.</summary>
    internal bool HasOpenChildren => Children.Count > 0 || WorkflowExecutionContext.WorkQueue.HasAnyOf(this);
}
