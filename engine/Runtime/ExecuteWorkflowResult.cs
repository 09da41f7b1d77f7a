namespace Elsa.Workflows.Runtime;

/// <summary>How a child instance stands or ended.</summary>
public class ExecuteWorkflowResult
{
    public string WorkflowDefinitionVersionId { get; set; } = "";

    public string WorkflowInstanceId { get; set; } = "";

    public string? CorrelationId { get; set; }

    public WorkflowStatus Status { get; set; }

    public WorkflowSubStatus SubStatus { get; set; }

    public IDictionary<string, object>? Output { get; set; }
}
