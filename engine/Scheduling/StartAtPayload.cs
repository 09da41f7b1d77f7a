namespace Elsa.Scheduling.Bookmarks;

/// <summary>The stimulus of a StartAt trigger.</summary>
public record StartAtPayload(DateTimeOffset ExecuteAt);
