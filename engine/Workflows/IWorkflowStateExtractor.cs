using Elsa.Workflows.State;

namespace Elsa.Workflows;

/// <summary>Turns an instance into its saved form and back.</summary>
public interface IWorkflowStateExtractor
{
    WorkflowState Extract(WorkflowExecutionContext workflowExecutionContext);

    Task<WorkflowExecutionContext> ApplyAsync(WorkflowExecutionContext workflowExecutionContext, WorkflowState state);
}
