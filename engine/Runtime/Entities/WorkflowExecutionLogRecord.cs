using Elsa.Common.Entities;

namespace Elsa.Workflows.Runtime.Entities;

/// <summary>One event of an instance's journal.</summary>
public class WorkflowExecutionLogRecord : Entity, ILogRecord
{
    public string WorkflowDefinitionId { get; set; } = "";
    public string WorkflowDefinitionVersionId { get; set; } = "";
    public string WorkflowInstanceId { get; set; } = "";
    public int WorkflowVersion { get; set; }
    public string ActivityInstanceId { get; set; } = "";
    public string? ParentActivityInstanceId { get; set; }
    public string ActivityId { get; set; } = "";
    public string ActivityType { get; set; } = "";
    public int ActivityTypeVersion { get; set; }
    public string? ActivityName { get; set; }
    public string ActivityNodeId { get; set; } = "";
    public DateTimeOffset Timestamp { get; set; }

    /// <summary>Counts from 0 in each instance, without gaps.</summary>
    public long Sequence { get; set; }

    public string? EventName { get; set; }
    public string? Message { get; set; }
    public string? Source { get; set; }
    public object? Payload { get; set; }
}
