using Elsa.Workflows.State;

namespace Elsa.Workflows.CommitStates;

/// <summary>
/// Makes the progress of an instance durable. Called after every activity that completed, faulted or suspended; an exception
/// stops the run and reaches its caller, because going on would do work that nobody remembers.
/// </summary>
public interface ICommitStateHandler
{
    Task CommitAsync(WorkflowExecutionContext workflowExecutionContext, CancellationToken cancellationToken = default);

    Task CommitAsync(WorkflowExecutionContext workflowExecutionContext, WorkflowState workflowState, CancellationToken cancellationToken = default);
}
