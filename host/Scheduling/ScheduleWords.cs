using System.Globalization;

namespace Pipeline.Host.Scheduling;

/// <summary>Schedules in words, for commands and pages alike.</summary>
internal static class ScheduleWords
{
    /// <summary>A point in time on the schedule's own clock.</summary>
    public static string Time(Schedule schedule, DateTimeOffset at)
    {
        var zone = schedule.Cron?.TimeZone ?? TimeZoneInfo.Utc;
        return $"{TimeZoneInfo.ConvertTime(at, zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} {(schedule.Cron is null ? "UTC" : schedule.TimeZone)}";
    }

    /// <summary>An occurrence in a few words: <c>3 finished, 1 failed</c>.</summary>
    public static string Result(Occurrence occurrence) => occurrence.State == OccurrenceState.Skipped
        ? "skipped"
        : string.Join(", ", occurrence.Items.GroupBy(i => i.State).OrderBy(g => g.Key).Select(g => string.Create(CultureInfo.InvariantCulture, $"{g.Count()} {State(g.Key)}")));

    /// <summary>An item's state.</summary>
    public static string State(ItemState state) => state switch
    {
        ItemState.UpToDate => "up to date",
        ItemState.NotReached => "not reached",
        _ => state.ToString().ToLowerInvariant(),
    };
}
