namespace Elsa.Workflows.Options;

/// <summary>How an instance is run.</summary>
public class RunWorkflowOptions
{
    public string? WorkflowInstanceId { get; set; }
    public string? CorrelationId { get; set; }

    /// <summary>The bookmark to resume; an id that is not (or no longer) known runs nothing.</summary>
    public string? BookmarkId { get; set; }

    /// <summary>The activity to run.</summary>
    public ActivityHandle? ActivityHandle { get; set; }

    /// <summary>Given at the start it stays with the instance; given on resume it is visible in that run only.</summary>
    public IDictionary<string, object>? Input { get; set; }

    /// <summary>Initial values of the workflow's variables, by name.</summary>
    public IDictionary<string, object>? Variables { get; set; }

    public IDictionary<string, object>? Properties { get; set; }
    public string? TriggerActivityId { get; set; }
    public string? ParentWorkflowInstanceId { get; set; }
    public string? SchedulingActivityExecutionId { get; set; }
    public string? SchedulingWorkflowInstanceId { get; set; }
    public int? SchedulingCallStackDepth { get; set; }
}
