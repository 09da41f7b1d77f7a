using System.Globalization;
using Pipeline.Host.Runs;

namespace Pipeline.Host.Scheduling;

/// <summary>
/// One schedule in a serving host. The database decides what is due and what fired; there is no second store of triggers
/// that could tell otherwise after a crash.
/// </summary>
internal sealed class ScheduleRunner(Schedule schedule, ScheduleStore store, OccurrenceDriver driver, TimeProvider clock)
{
    /// <summary>The schedule.</summary>
    public Schedule Schedule => schedule;

    /// <summary>Fires when something is due, then carries on what is open.</summary>
    public async Task TickAsync(CancellationToken cancellationToken)
    {
        var remembered = await store.MeetAsync(schedule, cancellationToken);
        if (!remembered.Paused && FireTimes.Due(schedule, new DateTimeOffset(remembered.Decided, TimeSpan.Zero), clock.GetUtcNow()) is { } due)
            await store.FireAsync(await OfAsync(due, cancellationToken), cancellationToken);
        if (await store.OpenAsync(schedule.Name, cancellationToken) is not { } open)
            return;
        var advanced = await driver.AdvanceAsync(schedule, open, cancellationToken);
        if (advanced.State != open.State || !advanced.Items.SequenceEqual(open.Items))
            await store.SaveAsync(advanced, cancellationToken);
    }

    private async Task<Occurrence> OfAsync(DueFire due, CancellationToken cancellationToken)
    {
        var note = due switch
        {
            { Skipped: true } => $"Skipped: no host served at that time{Earlier(due)}.",
            { Missed: true } => $"Caught up: no host served at that time{Earlier(due)}.",
            _ => null,
        };
        if (!due.Skipped && await store.OpenAsync(schedule.Name, cancellationToken) is { } before)
            return Skipped(due.At, $"Skipped: the one of {before.FireTime.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC was still going on.");
        return due.Skipped ? Skipped(due.At, note!) : await Occurrences.BeginAsync(store, schedule, due.At, by: null, note, cancellationToken);
    }

    private Occurrence Skipped(DateTimeOffset at, string note) => new(schedule.Name, at, OccurrenceState.Skipped) { Note = note, EndedAt = clock.GetUtcNow() };

    private static string Earlier(DueFire due) => due.Earlier > 0 ? string.Create(CultureInfo.InvariantCulture, $", nor at {due.Earlier} earlier") : "";
}

/// <summary>Makes occurrences.</summary>
internal static class Occurrences
{
    /// <summary>A new one with all its items. What the last one did not reach comes first.</summary>
    public static async Task<Occurrence> BeginAsync(
        ScheduleStore store, Schedule schedule, DateTimeOffset fireTime, string? by, string? note, CancellationToken cancellationToken)
    {
        var last = (await store.ListAsync(schedule.Name, 10, cancellationToken)).FirstOrDefault(o => o.State == OccurrenceState.Ended);
        var left = (last?.Items ?? []).Where(i => i.State == ItemState.NotReached).Select(i => i.Item.Name).ToList();
        var items = schedule.Items.OrderBy(i => left.IndexOf(i.Name) is >= 0 and var place ? place : left.Count);
        return new Occurrence(schedule.Name, fireTime, OccurrenceState.Open)
        {
            By = by,
            Note = note,
            WindowEnd = schedule.WindowEnd(fireTime),
            Items = [.. items.Select(i => new OccurrenceItem(i, ItemState.Waiting))],
        };
    }
}
