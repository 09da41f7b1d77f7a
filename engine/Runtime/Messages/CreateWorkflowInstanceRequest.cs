namespace Elsa.Workflows.Runtime.Messages;

/// <summary>What a new instance is made from.</summary>
public class CreateWorkflowInstanceRequest
{
    public WorkflowDefinitionHandle WorkflowDefinitionHandle { get; set; } = null!;
    public string? CorrelationId { get; set; }
    public string? Name { get; set; }
    public IDictionary<string, object>? Input { get; set; }
    public IDictionary<string, object>? Properties { get; set; }

    /// <summary>The id of the instance that started it.</summary>
    public string? ParentId { get; set; }
}
