using Pipeline.Engine.Execution;

namespace Elsa.Extensions;

/// <summary>Scheduling work in an instance from outside.</summary>
public static class WorkflowExecutionContextExtensions
{
    /// <summary>Schedules the workflow itself: the start of an instance.</summary>
    public static ActivityWorkItem ScheduleWorkflow(
        this WorkflowExecutionContext workflowExecutionContext,
        IDictionary<string, object>? input = null,
        IEnumerable<Variable>? variables = null,
        string? schedulingActivityExecutionId = null,
        string? schedulingWorkflowInstanceId = null,
        int? schedulingCallStackDepth = null) =>
        Add(workflowExecutionContext, new ActivityWorkItem(
            workflowExecutionContext.Workflow, null, null, variables, null, input, schedulingActivityExecutionId, schedulingWorkflowInstanceId, schedulingCallStackDepth));

    public static ActivityWorkItem ScheduleActivity(
        this WorkflowExecutionContext workflowExecutionContext,
        IActivity activity,
        IDictionary<string, object>? input = null,
        IEnumerable<Variable>? variables = null) =>
        Add(workflowExecutionContext, new ActivityWorkItem(activity, null, null, variables, null, input));

    public static ActivityWorkItem ScheduleActivityExecutionContext(
        this WorkflowExecutionContext workflowExecutionContext,
        ActivityExecutionContext activityExecutionContext,
        IDictionary<string, object>? input = null,
        IEnumerable<Variable>? variables = null) =>
        Add(workflowExecutionContext, new ActivityWorkItem(activityExecutionContext.Activity, null, null, variables, activityExecutionContext, input));

    /// <summary>Schedules the activity that waits for a bookmark, ahead of other work; null if it waits no more.</summary>
    public static ActivityWorkItem? ScheduleBookmark(
        this WorkflowExecutionContext workflowExecutionContext,
        Bookmark bookmark,
        IDictionary<string, object>? input = null,
        IEnumerable<Variable>? variables = null)
    {
        if (bookmark.ActivityInstanceId is null || workflowExecutionContext.FindContext(bookmark.ActivityInstanceId) is not { Status: ActivityStatus.Running } context)
            return null;
        var item = new BookmarkWorkItem(bookmark, context, input);
        workflowExecutionContext.WorkQueue.ScheduleFirst(item);
        return item;
    }

    public static IEnumerable<ActivityExecutionContext> FindActivityExecutionContexts(this WorkflowExecutionContext workflowExecutionContext, ActivityHandle activityHandle) =>
        activityHandle.ActivityInstanceId is { } id
            ? workflowExecutionContext.FindContext(id) is { } context ? [context] : []
            : workflowExecutionContext.OpenContexts.Where(context =>
                context.Activity.Id == activityHandle.ActivityId || context.Activity.NodeId == activityHandle.ActivityNodeId).ToList();

    public static bool AllActivitiesCompleted(this WorkflowExecutionContext workflowExecutionContext) => workflowExecutionContext.RootContext?.IsCompleted == true;

    public static object? GetOutputByActivityId(this WorkflowExecutionContext workflowExecutionContext, string activityId, string? outputName = null) =>
        workflowExecutionContext.GetActivityOutputRegister().FindOutputByActivityId(activityId, outputName);

    private static ActivityWorkItem Add(WorkflowExecutionContext context, ActivityWorkItem item)
    {
        context.Scheduler.Schedule(item);
        return item;
    }
}
