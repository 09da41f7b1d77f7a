using Elsa.Scheduling.Bookmarks;
using Pipeline.Engine.Definitions.Triggers;

namespace Pipeline.Engine.Scheduling;

/// <summary>When triggers are due.</summary>
internal static class TriggerTimes
{
    /// <summary>The first time after <paramref name="after"/>; null for a trigger that does not wait for the clock, or no longer.</summary>
    public static DateTimeOffset? Next(StartTrigger trigger, DateTimeOffset after) => trigger.Payload switch
    {
        CronTriggerPayload cron => CronTimes.Next(cron.CronExpression, after),
        TimerTriggerPayload timer => Next(timer, after),
        StartAtPayload once => once.ExecuteAt > after ? once.ExecuteAt : null,
        _ => null
    };

    private static DateTimeOffset Next(TimerTriggerPayload timer, DateTimeOffset after)
    {
        var passed = Math.Max(0, (after - timer.StartAt).Ticks / timer.Interval.Ticks);
        return timer.StartAt + (timer.Interval * (passed + 1));
    }
}
