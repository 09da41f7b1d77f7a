namespace Elsa.Workflows;

public partial class WorkflowExecutionContext
{
    public void AddCompletionCallback(ActivityExecutionContext owner, ActivityNode child, ActivityCompletionCallback? completionCallback = null, object? tag = null) =>
        _callbacks.Add(new ActivityCompletionCallbackEntry(owner, child, completionCallback, tag));

    public ActivityCompletionCallbackEntry? PopCompletionCallback(ActivityExecutionContext owner, ActivityNode child)
    {
        Meter.Count();
        return _callbacks.Pop(owner.Id, child.NodeId);
    }

    public void RemoveCompletionCallback(ActivityCompletionCallbackEntry entry) => _callbacks.Remove(entry);

    public void RemoveCompletionCallbacks(IEnumerable<ActivityCompletionCallbackEntry> entries)
    {
        foreach (var entry in entries)
            _callbacks.Remove(entry);
    }

    public void ClearCompletionCallbacks() => _callbacks.Clear();

    /// <summary>Tells the parent that a child completed. What the parent's callback throws is the parent's fault, not the child's.</summary>
    internal async ValueTask InvokeCompletionCallbackAsync(ActivityExecutionContext child, object? result)
    {
        if (child.ParentActivityExecutionContext is not { Status: ActivityStatus.Running } owner)
            return;
        if (PopCompletionCallback(owner, child.ActivityNode) is not { CompletionCallback: { } callback } entry)
            return;

        try
        {
            Touch(owner);
            if (!owner.GetHasEvaluatedProperties())
                await owner.EvaluateInputPropertiesAsync();
            owner.Tag = entry.Tag;
            await callback(new ActivityCompletedContext(owner, child, result));
        }
        catch (Exception e) when (IsActivityFault(e))
        {
            owner.Fault(e);
        }
    }

    /// <summary>Whether an exception is an activity's own; a failed commit and the host's stopping are not.</summary>
    internal bool IsActivityFault(Exception exception) =>
        CommitFailure is null && !(exception is OperationCanceledException && CancellationToken.IsCancellationRequested);
}
