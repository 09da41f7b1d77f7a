namespace Elsa.Scheduling.Bookmarks;

/// <summary>The stimulus of a Timer trigger.</summary>
public record TimerTriggerPayload(DateTimeOffset StartAt, TimeSpan Interval);
