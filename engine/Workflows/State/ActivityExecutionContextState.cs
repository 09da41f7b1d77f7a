namespace Elsa.Workflows.State;

/// <summary>The saved form of an activity context.</summary>
public class ActivityExecutionContextState
{
    public string Id { get; set; } = "";
    public string? ParentContextId { get; set; }
    public string ScheduledActivityNodeId { get; set; } = "";
    public string? OwnerActivityNodeId { get; set; }
    public IDictionary<string, object> Properties { get; set; } = new Dictionary<string, object>();
    public IDictionary<string, object> Metadata { get; set; } = new Dictionary<string, object>();
    public IDictionary<string, object>? ActivityState { get; set; }
    public ICollection<Variable> DynamicVariables { get; set; } = [];
    public ActivityStatus Status { get; set; }
    public bool IsExecuting { get; set; }
    public int FaultCount { get; set; }
    public int CallStackDepth { get; set; }
    public DateTimeOffset StartedAt { get; set; }
    public DateTimeOffset? CompletedAt { get; set; }
    public object? Tag { get; set; }
}
