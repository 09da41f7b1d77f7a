using Elsa.Workflows.Runtime;

namespace Pipeline.Engine.Runtime;

/// <inheritdoc cref="IWorkflowRuntime"/>
internal sealed class WorkflowRuntime(InstanceBursts bursts, IIdentityGenerator ids) : IWorkflowRuntime
{
    public ValueTask<IWorkflowClient> CreateClientAsync(CancellationToken cancellationToken = default) => CreateClientAsync(null, cancellationToken);

    public ValueTask<IWorkflowClient> CreateClientAsync(string? workflowInstanceId, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<IWorkflowClient>(new WorkflowClient(workflowInstanceId ?? ids.GenerateId(), bursts));
}
