namespace Elsa.Workflows.Runtime.Messages;

/// <summary>Asks for a new instance, not yet running.</summary>
public class CreateWorkflowInstanceRequest
{
    public WorkflowDefinitionHandle WorkflowDefinitionHandle { get; set; } = null!;

    public string? Name { get; set; }

    public string? CorrelationId { get; set; }

    public IDictionary<string, object>? Input { get; set; }

    public IDictionary<string, object>? Properties { get; set; }

    public string? ParentId { get; set; }
}

/// <summary>The instance was made.</summary>
public record CreateWorkflowInstanceResponse;
