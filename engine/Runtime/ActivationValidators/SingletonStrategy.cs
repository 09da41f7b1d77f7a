using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Filters;

namespace Elsa.Workflows.Runtime.ActivationValidators;

/// <summary>No instance starts while one of the same definition has not ended, of whichever version.</summary>
public class SingletonStrategy(IWorkflowInstanceStore workflowInstanceStore) : IWorkflowActivationStrategy
{
    public async ValueTask<bool> GetAllowActivationAsync(WorkflowInstantiationStrategyContext context) =>
        await workflowInstanceStore.CountAsync(
            new WorkflowInstanceFilter { DefinitionId = context.Workflow.Identity.DefinitionId, WorkflowStatus = WorkflowStatus.Running }, context.CancellationToken) == 0;
}
