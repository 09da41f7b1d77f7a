namespace Pipeline.Engine.Runtime.Outbox;

/// <summary>Let an instance go on, from a bookmark if one is named; nothing happens if the bookmark is gone.</summary>
internal sealed record RunRequest(string InstanceId, string? BookmarkId) : OutboxRequest
{
    public IDictionary<string, object>? Input { get; init; }
    public IDictionary<string, object>? Properties { get; init; }
}
