namespace Elsa.Workflows.Runtime;

/// <summary>What <see cref="Activities.ExecuteWorkflow"/> knows of its child.</summary>
public class ExecuteWorkflowResult
{
    public string WorkflowInstanceId { get; set; } = "";
    public string WorkflowDefinitionVersionId { get; set; } = "";
    public string? CorrelationId { get; set; }
    public WorkflowStatus Status { get; set; }
    public WorkflowSubStatus SubStatus { get; set; }
    public IDictionary<string, object>? Output { get; set; }
}
