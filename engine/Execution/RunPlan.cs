namespace Pipeline.Engine.Execution;

/// <summary>
/// Decides what a run starts with: the bookmark or activity asked for, else what was left scheduled, else the root of an
/// instance that has not started. A running instance with nothing to do stays as it is: starting its root again, as Elsa
/// does, would run everything twice.
/// </summary>
internal static class RunPlan
{
    public static void Apply(WorkflowExecutionContext context, RunWorkflowOptions? options)
    {
        if (context.Status == WorkflowStatus.Finished)
            return;
        if (options?.BookmarkId is { } bookmarkId && context.BookmarkIndex.Find(bookmarkId) is null)
            return;

        if (options is not null)
            Give(context, options);

        if (options?.BookmarkId is { } id)
            context.ScheduleBookmark(context.BookmarkIndex.Find(id)!, options.Input);
        else if (options?.ActivityHandle is { } handle)
            Schedule(context, handle, options.Input);
        else if (!context.Scheduler.HasAny && !context.HasContexts)
            context.ScheduleWorkflow();
    }

    private static void Give(WorkflowExecutionContext context, RunWorkflowOptions options)
    {
        context.GiveInput(options.Input);
        context.CorrelationId = options.CorrelationId ?? context.CorrelationId;
        context.ParentWorkflowInstanceId = options.ParentWorkflowInstanceId ?? context.ParentWorkflowInstanceId;
        context.TriggerActivityId = options.TriggerActivityId ?? context.TriggerActivityId;
        foreach (var (key, value) in options.Properties ?? new Dictionary<string, object>())
            context.Properties[key] = value;
        if (options.Variables is null)
            return;
        if (context.RootContext is not { } root)
            context.InitialVariables = options.Variables;
        else
        {
            context.Touch(root);
            foreach (var (name, value) in options.Variables)
                root.SetVariable(name, value);
        }
    }

    private static void Schedule(WorkflowExecutionContext context, ActivityHandle handle, IDictionary<string, object>? input)
    {
        if (handle.ActivityInstanceId is { } id && context.FindContext(id) is { } existing)
            context.ScheduleActivityExecutionContext(existing, input);
        else if (context.FindActivity(handle) is { } activity)
            context.ScheduleActivity(activity, input);
    }
}
