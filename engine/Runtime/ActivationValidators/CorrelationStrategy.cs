using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Filters;

namespace Elsa.Workflows.Runtime.ActivationValidators;

/// <summary>No instance starts while one of the same correlation id has not ended, of whichever definition. One without a correlation id belongs to no other and starts.</summary>
public class CorrelationStrategy(IWorkflowInstanceStore workflowInstanceStore) : IWorkflowActivationStrategy
{
    public async ValueTask<bool> GetAllowActivationAsync(WorkflowInstantiationStrategyContext context) =>
        string.IsNullOrEmpty(context.CorrelationId)
        || await workflowInstanceStore.CountAsync(new WorkflowInstanceFilter { CorrelationId = context.CorrelationId, WorkflowStatus = WorkflowStatus.Running }, context.CancellationToken) == 0;
}
