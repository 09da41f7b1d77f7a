namespace Elsa.Workflows.Models;

/// <summary>An activity that waits for its turn.</summary>
public class ActivityWorkItem(
    IActivity activity,
    ActivityExecutionContext? owner = null,
    object? tag = null,
    IEnumerable<Variable>? variables = null,
    ActivityExecutionContext? existingActivityExecutionContext = null,
    IDictionary<string, object>? input = null,
    string? schedulingActivityExecutionId = null,
    string? schedulingWorkflowInstanceId = null,
    int? schedulingCallStackDepth = null)
{
    public IActivity Activity { get; } = activity;

    /// <summary>The context that becomes the parent of the activity's context.</summary>
    public ActivityExecutionContext? Owner { get; set; } = owner;

    public object? Tag { get; set; } = tag;
    public IEnumerable<Variable>? Variables { get; set; } = variables;

    /// <summary>The context to continue with; null to make a new one.</summary>
    public ActivityExecutionContext? ExistingActivityExecutionContext { get; set; } = existingActivityExecutionContext;

    public IDictionary<string, object> Input { get; set; } = input ?? new Dictionary<string, object>();
    public string? SchedulingActivityExecutionId { get; set; } = schedulingActivityExecutionId;
    public string? SchedulingWorkflowInstanceId { get; set; } = schedulingWorkflowInstanceId;
    public int? SchedulingCallStackDepth { get; set; } = schedulingCallStackDepth;
}
