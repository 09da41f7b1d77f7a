namespace Elsa.Scheduling.Bookmarks;

/// <summary>When a delay ends.</summary>
public record DelayPayload(DateTimeOffset ResumeAt);
