namespace Pipeline.Engine.Execution;

/// <summary>Cancels an instance so that its activities can clean up.</summary>
public static class WorkflowCancellation
{
    /// <summary>
    /// Cancels every open activity from the leaves up, each hearing a <see cref="Elsa.Workflows.Signals.CancelSignal"/>, then the instance. Does nothing if the
    /// instance has finished or was cancelled.
    /// </summary>
    public static async Task CancelAsync(WorkflowExecutionContext workflow)
    {
        if (workflow.SubStatus is WorkflowSubStatus.Finished or WorkflowSubStatus.Cancelled)
            return;
        foreach (var root in workflow.OpenContexts.Where(context => context.ParentActivityExecutionContext is null).ToList())
            await root.CancelActivityAsync();
        workflow.Cancel();
    }
}
