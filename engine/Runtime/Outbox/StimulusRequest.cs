using Elsa.Workflows.Runtime.Filters;

namespace Pipeline.Engine.Runtime.Outbox;

/// <summary>Resume everything whose bookmark matches when the request is served.</summary>
internal sealed record StimulusRequest(BookmarkFilter Filter) : OutboxRequest
{
    public IDictionary<string, object>? Input { get; init; }
    public IDictionary<string, object>? Properties { get; init; }
}
