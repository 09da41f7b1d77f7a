namespace Pipeline.Engine.Execution;

/// <summary>Runs one item of work: makes or finds its context, evaluates inputs, executes or resumes the activity.</summary>
internal static class ActivityExecutor
{
    public static async ValueTask ExecuteAsync(WorkflowExecutionContext workflow, ActivityWorkItem item)
    {
        var bookmark = (item as BookmarkWorkItem)?.Bookmark;
        var context = item.ExistingActivityExecutionContext ?? Create(workflow, item);
        if (context.IsCompleted)
            return;

        workflow.Touch(context);
        context.ForgetNewBookmarks();
        context.IsExecuting = true;
        try
        {
            await RunAsync(workflow, context, bookmark);
        }
        catch (Exception e) when (workflow.IsActivityFault(e))
        {
            context.Fault(e);
        }
        finally
        {
            context.IsExecuting = false;
            workflow.ResumedBookmarkContext = null;
        }

        if (context.Status == ActivityStatus.Running && context.NewBookmarks.Any())
            context.AddExecutionLogEntry("Suspended");
    }

    private static ActivityExecutionContext Create(WorkflowExecutionContext workflow, ActivityWorkItem item)
    {
        var context = workflow.CreateContext(workflow.IdentityGenerator.GenerateId(), item.Activity, item.Owner, item.Tag, item.Variables);
        foreach (var (key, value) in item.Input)
            context.ActivityInput[key] = value;
        context.SchedulingActivityExecutionId = item.SchedulingActivityExecutionId;
        context.SchedulingWorkflowInstanceId = item.SchedulingWorkflowInstanceId;
        workflow.AddActivityExecutionContext(context);
        item.ExistingActivityExecutionContext = context;
        return context;
    }

    private static async ValueTask RunAsync(WorkflowExecutionContext workflow, ActivityExecutionContext context, Bookmark? bookmark)
    {
        if (bookmark is not null)
        {
            await ResumeAsync(workflow, context, bookmark);
            return;
        }

        context.AddExecutionLogEntry("Started");
        context.TransitionTo(ActivityStatus.Running);
        await context.EvaluateInputPropertiesAsync();
        if (await context.Activity.CanExecuteAsync(context))
            await context.Activity.ExecuteAsync(context);
        else
            context.AddExecutionLogEntry("Precondition Failed");
    }

    private static async ValueTask ResumeAsync(WorkflowExecutionContext workflow, ActivityExecutionContext context, Bookmark bookmark)
    {
        context.AddExecutionLogEntry("Resumed");
        workflow.ResumedBookmarkContext = new ResumedBookmarkContext(bookmark);
        if (bookmark.AutoBurn)
            workflow.Bookmarks.Remove(bookmark);
        if (!context.GetHasEvaluatedProperties())
            await context.EvaluateInputPropertiesAsync();

        if (bookmark.CallbackMethodName is { } method)
            await context.Activity.GetResumeActivityDelegate(method)(context);
        else if (bookmark.AutoComplete)
            await context.CompleteActivityAsync();
    }
}
