using System.ComponentModel;

namespace Pipeline.Host.Scheduling;

/// <summary>A schedule, for programs.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it does.</param>
/// <param name="State">Whether it fires.</param>
/// <param name="Cron">When it fires, as configured; null = not by itself.</param>
/// <param name="TimeZone">The zone that <paramref name="Cron"/> is meant in.</param>
/// <param name="Missed">What becomes of missed fire times.</param>
/// <param name="Window">The maintenance window, hh:mm:ss; null = without end.</param>
/// <param name="Next">When it fires next; null = not by itself.</param>
/// <param name="Items">What it is about: models, nodes.</param>
/// <param name="Occurrences">What fired lately, the newest first.</param>
public sealed record ScheduleSummary(
    string Name,
    string Description,
    ScheduleState State,
    string? Cron,
    string? TimeZone,
    [property: Description("run: caught up once; skip: not")] string Missed,
    string? Window,
    DateTimeOffset? Next,
    IReadOnlyList<string> Items,
    IReadOnlyList<OccurrenceSummary> Occurrences)
{
    /// <summary>Of a schedule as it stands.</summary>
    internal static ScheduleSummary Of(ScheduleView view) => new(
        view.Schedule.Name,
        view.Schedule.Description,
        view.State,
        view.Schedule.Cron?.ToString(),
        view.Schedule.Cron is null ? null : view.Schedule.TimeZone,
        view.Schedule.Missed.ToString().ToLowerInvariant(),
        view.Schedule.Window > TimeSpan.Zero ? view.Schedule.Window.ToString("c") : null,
        view.Next,
        [.. view.Schedule.Items.Select(i => i.Name)],
        [.. view.Occurrences.Select(OccurrenceSummary.Of)]);
}

/// <summary>What came of a fire time.</summary>
/// <param name="FireTime">When it was due.</param>
/// <param name="State">Open, Ended or Skipped.</param>
/// <param name="By">Who asked for it; null = the clock.</param>
/// <param name="Note">That it was caught up, or why it was skipped.</param>
/// <param name="WindowEnd">When no further item may begin; null = never.</param>
/// <param name="EndedAt">When it ended; null while open.</param>
/// <param name="Items">The report, item by item.</param>
public sealed record OccurrenceSummary(
    DateTimeOffset FireTime, string State, string? By, string? Note, DateTimeOffset? WindowEnd, DateTimeOffset? EndedAt, IReadOnlyList<OccurrenceItemSummary> Items)
{
    /// <summary>Of an occurrence.</summary>
    internal static OccurrenceSummary Of(Occurrence o) => new(
        o.FireTime, o.State.ToString(), o.By, o.Note, o.WindowEnd, o.EndedAt,
        [.. o.Items.Select(i => new OccurrenceItemSummary(i.Item.Name, i.Item.Pipeline, i.State.ToString(), i.Run, i.Detail, i.Remedy))]);
}

/// <summary>What came of one item.</summary>
/// <param name="Name">The model or node.</param>
/// <param name="Pipeline">Its pipeline.</param>
/// <param name="State">Waiting, Running, Finished, Failed, Cancelled, UpToDate, Refused or NotReached.</param>
/// <param name="Run">Its run, once begun.</param>
/// <param name="Detail">The result, or why there is none.</param>
/// <param name="Remedy">What can be done about it.</param>
public sealed record OccurrenceItemSummary(string Name, string Pipeline, string State, string? Run, string? Detail, string? Remedy);
