namespace Elsa.Workflows.Runtime.Messages;

/// <summary>What an instance runs with.</summary>
public class RunWorkflowInstanceRequest
{
    public static RunWorkflowInstanceRequest Empty => new();

    public string? TriggerActivityId { get; set; }
    public string? BookmarkId { get; set; }
    public ActivityHandle? ActivityHandle { get; set; }
    public IDictionary<string, object>? Input { get; set; }
    public IDictionary<string, object>? Properties { get; set; }
    public IDictionary<string, object>? Variables { get; set; }

    /// <summary>Whether the response holds the workflow's output.</summary>
    public bool IncludeWorkflowOutput { get; set; }
}
