namespace Elsa.Workflows;

/// <summary>Base of workflows that give a <typeparamref name="TResult"/>.</summary>
public abstract class WorkflowBase<TResult> : WorkflowBase
{
    protected WorkflowBase() => Result = new Variable<TResult>("Result", default!);

    /// <summary>The variable that the workflow's result is read from.</summary>
    protected Variable<TResult> Result { get; }

    protected override ValueTask BeforeBuildAsync(IWorkflowBuilder builder, CancellationToken cancellationToken = default)
    {
        builder.Result = Result;
        return base.BeforeBuildAsync(builder, cancellationToken);
    }

    protected override ValueTask AfterBuildAsync(IWorkflowBuilder builder, CancellationToken cancellationToken = default)
    {
        builder.Result ??= Result;
        return base.AfterBuildAsync(builder, cancellationToken);
    }
}
