namespace Elsa.Workflows.State;

/// <summary>The saved form of a workflow instance: its open work, not its history.</summary>
public class WorkflowState
{
    public string Id { get; set; } = "";
    public string? Name { get; set; }
    public string DefinitionId { get; set; } = "";
    public string DefinitionVersionId { get; set; } = "";
    public int DefinitionVersion { get; set; }
    public string? ParentWorkflowInstanceId { get; set; }
    public string? CorrelationId { get; set; }
    public WorkflowStatus Status { get; set; }
    public WorkflowSubStatus SubStatus { get; set; }
    public bool IsExecuting { get; set; }
    public ICollection<Bookmark> Bookmarks { get; set; } = [];
    public ICollection<ActivityIncident> Incidents { get; set; } = [];
    public bool IsSystem { get; set; }
    public ICollection<CompletionCallbackState> CompletionCallbacks { get; set; } = [];
    public ICollection<ActivityExecutionContextState> ActivityExecutionContexts { get; set; } = [];
    public ICollection<ActivityWorkItemState> ScheduledActivities { get; set; } = [];
    public long ExecutionLogSequence { get; set; }
    public IDictionary<string, object> Input { get; set; } = new Dictionary<string, object>();
    public IDictionary<string, object> Output { get; set; } = new Dictionary<string, object>();
    public IDictionary<string, object> Properties { get; set; } = new Dictionary<string, object>();
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset UpdatedAt { get; set; }
    public DateTimeOffset? FinishedAt { get; set; }
}
