namespace Elsa.Workflows.Models;

/// <summary>Names an activity by one of its ids.</summary>
public class ActivityHandle
{
    public string? ActivityId { get; init; }
    public string? ActivityNodeId { get; init; }
    public string? ActivityInstanceId { get; init; }

    public static ActivityHandle FromActivityId(string activityId) => new() { ActivityId = activityId };

    public static ActivityHandle FromActivityNodeId(string activityNodeId) => new() { ActivityNodeId = activityNodeId };

    public static ActivityHandle FromActivityInstanceId(string activityInstanceId) => new() { ActivityInstanceId = activityInstanceId };
}
