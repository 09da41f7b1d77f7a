namespace Elsa.Scheduling.Bookmarks;

/// <summary>The stimulus of a Cron trigger.</summary>
public record CronTriggerPayload(string CronExpression);
