namespace Elsa.Scheduling.Bookmarks;

/// <summary>The stimulus of a delay: the time has come.</summary>
public record DelayPayload(DateTimeOffset ResumeAt);
