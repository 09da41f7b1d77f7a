using Elsa.Workflows.Runtime;
using Pipeline.Engine.Persistence;
using Pipeline.Engine.Runtime.Bursts;
using Pipeline.Engine.Runtime.Outbox;

namespace Pipeline.Engine.Runtime.Clients;

/// <inheritdoc cref="IWorkflowRuntime"/>
internal sealed class WorkflowRuntime(InstanceBursts bursts, OutboxDelivery delivery, InstanceRemoval removal, EngineDatabase database, IIdentityGenerator ids) : IWorkflowRuntime
{
    public ValueTask<IWorkflowClient> CreateClientAsync(CancellationToken cancellationToken = default) => CreateClientAsync(null, cancellationToken);

    public ValueTask<IWorkflowClient> CreateClientAsync(string? workflowInstanceId, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<IWorkflowClient>(new WorkflowClient(workflowInstanceId ?? ids.GenerateId(), bursts, delivery, removal, database));
}
