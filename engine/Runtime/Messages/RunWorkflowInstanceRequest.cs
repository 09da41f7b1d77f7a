namespace Elsa.Workflows.Runtime.Messages;

/// <summary>Asks an instance to go on: at a bookmark or an activity, or with what is scheduled.</summary>
public class RunWorkflowInstanceRequest
{
    public static RunWorkflowInstanceRequest Empty => new();

    public string? TriggerActivityId { get; set; }

    public string? BookmarkId { get; set; }

    public ActivityHandle? ActivityHandle { get; set; }

    public IDictionary<string, object>? Properties { get; set; }

    public IDictionary<string, object>? Input { get; set; }

    public IDictionary<string, object>? Variables { get; set; }

    public bool IncludeWorkflowOutput { get; set; }
}

/// <summary>How the instance stands after the burst.</summary>
public record RunWorkflowInstanceResponse
{
    public string WorkflowInstanceId { get; set; } = "";

    public WorkflowStatus Status { get; set; }

    public WorkflowSubStatus SubStatus { get; set; }

    public ICollection<Bookmark> Bookmarks { get; set; } = [];

    public ICollection<ActivityIncident> Incidents { get; set; } = [];

    public IDictionary<string, object>? Output { get; set; }
}
