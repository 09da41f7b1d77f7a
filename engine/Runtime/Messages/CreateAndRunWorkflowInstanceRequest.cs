namespace Elsa.Workflows.Runtime.Messages;

/// <summary>What a new instance is made from and runs with.</summary>
public class CreateAndRunWorkflowInstanceRequest
{
    public WorkflowDefinitionHandle WorkflowDefinitionHandle { get; set; } = null!;
    public string? CorrelationId { get; set; }
    public string? Name { get; set; }
    public IDictionary<string, object>? Input { get; set; }
    public IDictionary<string, object>? Properties { get; set; }

    /// <summary>Initial values of workflow variables, by name.</summary>
    public IDictionary<string, object>? Variables { get; set; }

    public string? ParentId { get; set; }
    public string? TriggerActivityId { get; set; }
    public ActivityHandle? ActivityHandle { get; set; }

    /// <summary>Whether the response holds the workflow's output.</summary>
    public bool IncludeWorkflowOutput { get; set; }
}
