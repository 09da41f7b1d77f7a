namespace Pipeline.Engine.Runtime.Outbox;

/// <summary>Make the instance, if there is none of that id, and run it.</summary>
/// <param name="Definition">Definition id or version id.</param>
/// <param name="InstanceId">The new instance's id.</param>
internal sealed record StartRequest(string Definition, string InstanceId) : OutboxRequest
{
    public string? CorrelationId { get; init; }
    public string? Name { get; init; }
    public string? ParentId { get; init; }
    public string? TriggerActivityId { get; init; }
    public IDictionary<string, object>? Input { get; init; }
    public IDictionary<string, object>? Properties { get; init; }
    public IDictionary<string, object>? Variables { get; init; }
}
