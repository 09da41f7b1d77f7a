namespace Elsa.Workflows.Options;

/// <summary>How a new activity context is made.</summary>
public class ActivityInvocationOptions
{
    public ActivityInvocationOptions()
    {
    }

    public ActivityInvocationOptions(
        ActivityExecutionContext? owner,
        object? tag,
        IEnumerable<Variable>? variables,
        ActivityExecutionContext? existingActivityExecutionContext = null,
        IDictionary<string, object>? input = null)
    {
        Owner = owner;
        Tag = tag;
        Variables = variables;
        ExistingActivityExecutionContext = existingActivityExecutionContext;
        Input = input ?? new Dictionary<string, object>();
    }

    public ActivityExecutionContext? Owner { get; set; }
    public object? Tag { get; set; }
    public IEnumerable<Variable>? Variables { get; set; }
    public ActivityExecutionContext? ExistingActivityExecutionContext { get; set; }
    public IDictionary<string, object> Input { get; set; } = new Dictionary<string, object>();
    public string? SchedulingActivityExecutionId { get; set; }
    public string? SchedulingWorkflowInstanceId { get; set; }
    public int? SchedulingCallStackDepth { get; set; }
}
