using System.Text.Json.Serialization;
using Elsa.Workflows.State;

namespace Elsa.Workflows.Models;

/// <summary>An activity that failed.</summary>
public class ActivityIncident
{
    [JsonConstructor]
    public ActivityIncident()
    {
    }

    public ActivityIncident(string activityId, string activityNodeId, string activityType, string message, ExceptionState? exception, DateTimeOffset timestamp)
    {
        ActivityId = activityId;
        ActivityNodeId = activityNodeId;
        ActivityType = activityType;
        Message = message;
        Exception = exception;
        Timestamp = timestamp;
    }

    public string ActivityId { get; init; } = "";
    public string ActivityNodeId { get; init; } = "";
    public string ActivityType { get; init; } = "";
    public string Message { get; init; } = "";
    public ExceptionState? Exception { get; init; }
    public DateTimeOffset Timestamp { get; init; }
}
