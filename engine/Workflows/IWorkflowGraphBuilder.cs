using Elsa.Workflows.Activities;

namespace Elsa.Workflows;

/// <summary>Turns a workflow into a graph: assigns ids, indexes nodes, registers activity types not seen before.</summary>
public interface IWorkflowGraphBuilder
{
    Task<WorkflowGraph> BuildAsync(Workflow workflow, CancellationToken cancellationToken = default);
}
