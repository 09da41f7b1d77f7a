using Elsa.Workflows.State;

namespace Elsa.Workflows;

/// <summary>Keeps nothing: for runs that live and die in memory.</summary>
public class NoopCommitStateHandler : CommitStates.ICommitStateHandler
{
    public Task CommitAsync(WorkflowExecutionContext workflowExecutionContext, CancellationToken cancellationToken = default) => Task.CompletedTask;

    public Task CommitAsync(WorkflowExecutionContext workflowExecutionContext, WorkflowState workflowState, CancellationToken cancellationToken = default) => Task.CompletedTask;
}
