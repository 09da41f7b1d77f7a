namespace Elsa.Workflows.Models;

/// <summary>One line of an instance's journal.</summary>
/// <param name="ActivityInstanceId">The activity context it is about.</param>
/// <param name="ParentActivityInstanceId">That context's parent.</param>
/// <param name="ActivityId">The activity's id in the workflow.</param>
/// <param name="ActivityType">The activity's type name.</param>
/// <param name="ActivityTypeVersion">The version of that type.</param>
/// <param name="ActivityName">The activity's own name, if it has one.</param>
/// <param name="NodeId">The activity's path in the workflow.</param>
/// <param name="ActivityState">Unused; the evaluated inputs are on the context.</param>
/// <param name="Timestamp">When it was written.</param>
/// <param name="Sequence">Counts up from 0 through the whole life of the instance.</param>
/// <param name="EventName">Started, Completed, Suspended, Resumed, Faulted, Canceled, or an activity's own.</param>
/// <param name="Message">Text for people.</param>
/// <param name="Source">Where the activity was declared.</param>
/// <param name="Payload">Details.</param>
public record WorkflowExecutionLogEntry(
    string ActivityInstanceId,
    string? ParentActivityInstanceId,
    string ActivityId,
    string ActivityType,
    int ActivityTypeVersion,
    string? ActivityName,
    string NodeId,
    IDictionary<string, object>? ActivityState,
    DateTimeOffset Timestamp,
    long Sequence,
    string? EventName,
    string? Message,
    string? Source,
    object? Payload);
