using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Filters;

namespace Elsa.Workflows.Runtime.ActivationValidators;

/// <summary>No instance starts while one of the same definition and correlation id has not ended. Those without a correlation id exclude each other.</summary>
public class CorrelatedSingletonStrategy(IWorkflowInstanceStore workflowInstanceStore) : IWorkflowActivationStrategy
{
    public async ValueTask<bool> GetAllowActivationAsync(WorkflowInstantiationStrategyContext context)
    {
        var filter = new WorkflowInstanceFilter { DefinitionId = context.Workflow.Identity.DefinitionId, WorkflowStatus = WorkflowStatus.Running };
        var running = await workflowInstanceStore.SummarizeManyAsync(filter, context.CancellationToken);
        return !running.Any(instance => (instance.CorrelationId ?? "") == (context.CorrelationId ?? ""));
    }
}
