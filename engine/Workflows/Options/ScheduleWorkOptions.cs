namespace Elsa.Workflows.Options;

/// <summary>How a child activity is scheduled.</summary>
public class ScheduleWorkOptions
{
    /// <summary>A method of the owner activity, called when the child completes; found again by its name after a suspension.</summary>
    public ActivityCompletionCallback? CompletionCallback { get; set; }

    public object? Tag { get; set; }

    /// <summary>Variables of the child's scope, such as the current value of a loop.</summary>
    public ICollection<Variable>? Variables { get; set; }

    public ActivityExecutionContext? ExistingActivityExecutionContext { get; set; }

    /// <summary>Whether an activity that already waits under the same owner is not added again.</summary>
    public bool PreventDuplicateScheduling { get; set; }

    public IDictionary<string, object>? Input { get; set; }
    public string? SchedulingActivityExecutionId { get; set; }
    public string? SchedulingWorkflowInstanceId { get; set; }
}
