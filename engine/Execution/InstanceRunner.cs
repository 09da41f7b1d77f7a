namespace Pipeline.Engine.Execution;

/// <summary>Drains an instance's queue, committing after every activity.</summary>
internal static class InstanceRunner
{
    /// <summary>Runs until nothing waits. Answers false if there was nothing to run.</summary>
    public static async Task<bool> DrainAsync(WorkflowExecutionContext context)
    {
        if (context.Status == WorkflowStatus.Finished || !context.Scheduler.HasAny)
            return false;

        context.TransitionTo(WorkflowSubStatus.Executing);
        context.IsExecuting = true;
        while (context.Scheduler.HasAny)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            var item = context.Scheduler.Take();
            context.CurrentItem = item;
            await ActivityExecutor.ExecuteAsync(context, item);
            context.CurrentItem = null;
            if (!context.Scheduler.HasAny)
                Settle(context);
            await context.CommitAsync();
        }

        return true;
    }

    /// <summary>With nothing left to do the instance is finished or waits; one that faulted or was ended on the way stays so.</summary>
    private static void Settle(WorkflowExecutionContext context)
    {
        context.IsExecuting = false;
        if (context.SubStatus != WorkflowSubStatus.Executing)
            return;
        context.TransitionTo(context.RootContext?.Status switch
        {
            ActivityStatus.Completed => WorkflowSubStatus.Finished,
            ActivityStatus.Canceled => WorkflowSubStatus.Cancelled,
            _ => WorkflowSubStatus.Suspended
        });
    }
}
