using Elsa.Common.Entities;
using Elsa.Workflows.State;

namespace Elsa.Workflows.Runtime.Entities;

/// <summary>One execution of an activity: when, how it ended, what it was given and what it gave.</summary>
public class ActivityExecutionRecord : Entity, ILogRecord
{
    public string WorkflowInstanceId { get; set; } = "";
    public string ActivityId { get; set; } = "";
    public string ActivityNodeId { get; set; } = "";
    public string ActivityType { get; set; } = "";
    public int ActivityTypeVersion { get; set; }
    public string? ActivityName { get; set; }

    /// <summary>The evaluated inputs, by name.</summary>
    public IDictionary<string, object?>? ActivityState { get; set; }

    /// <summary>What the activity noted in its journal data.</summary>
    public IDictionary<string, object>? Payload { get; set; }

    public IDictionary<string, object?>? Outputs { get; set; }
    public ExceptionState? Exception { get; set; }
    public DateTimeOffset StartedAt { get; set; }
    public DateTimeOffset? CompletedAt { get; set; }
    public bool HasBookmarks { get; set; }
    public ActivityStatus Status { get; set; }
    public int AggregateFaultCount { get; set; }
}
