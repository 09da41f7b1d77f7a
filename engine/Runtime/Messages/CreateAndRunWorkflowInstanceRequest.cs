namespace Elsa.Workflows.Runtime.Messages;

/// <summary>Asks for a new instance that runs at once.</summary>
public class CreateAndRunWorkflowInstanceRequest
{
    public WorkflowDefinitionHandle WorkflowDefinitionHandle { get; set; } = null!;

    public string? Name { get; set; }

    public string? CorrelationId { get; set; }

    public IDictionary<string, object>? Input { get; set; }

    public IDictionary<string, object>? Variables { get; set; }

    public IDictionary<string, object>? Properties { get; set; }

    public string? ParentId { get; set; }

    public string? TriggerActivityId { get; set; }

    public ActivityHandle? ActivityHandle { get; set; }

    public bool IncludeWorkflowOutput { get; set; }
}
