namespace Elsa.Workflows;

/// <summary>What a completion callback is told.</summary>
/// <param name="TargetContext">The owner, whose callback runs.</param>
/// <param name="ChildContext">The child that completed.</param>
/// <param name="Result">What the child completed with, such as its outcomes.</param>
public record ActivityCompletedContext(ActivityExecutionContext TargetContext, ActivityExecutionContext ChildContext, object? Result = null)
{
    public WorkflowExecutionContext WorkflowExecutionContext => TargetContext.WorkflowExecutionContext;
    public CancellationToken CancellationToken => TargetContext.CancellationToken;

    public T GetRequiredService<T>() where T : notnull => TargetContext.GetRequiredService<T>();

    public ValueTask CompleteActivityAsync(object? result = null) => TargetContext.CompleteActivityAsync(result);

    public ValueTask CompleteActivityWithOutcomesAsync(params string[] outcomes) => TargetContext.CompleteActivityWithOutcomesAsync(outcomes);
}
