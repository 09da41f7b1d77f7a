using Quartz;

namespace Pipeline.Host.Scheduling;

/// <summary>A schedule as configured: when it fires, and what it then does, item by item.</summary>
/// <param name="Name">Its name, also that of its section in the settings.</param>
/// <param name="Description">What it does, in one sentence.</param>
internal sealed record Schedule(string Name, string Description)
{
    /// <summary>
    /// When it fires, in its own time zone; null = never by itself. Across a change to or from daylight saving time a time of
    /// day that does not exist fires at the end of the gap, and one that comes twice fires the first time only.
    /// </summary>
    public CronExpression? Cron { get; init; }

    /// <summary>The time zone's name as configured, e.g. <c>Europe/Berlin</c>.</summary>
    public string TimeZone { get; init; } = "";

    /// <summary>What becomes of a fire time at which no host was there.</summary>
    public MissedFires Missed { get; init; }

    /// <summary>The maintenance window: how long after the fire time an item may begin. Zero = without end.</summary>
    public TimeSpan Window { get; init; }

    /// <summary>How many items go on at once.</summary>
    public int AtOnce { get; init; } = 1;

    /// <summary>Whether an item whose result is there and intact is passed over.</summary>
    public bool SkipsUpToDate { get; init; }

    /// <summary>What it does when it fires: a run each.</summary>
    public IReadOnlyList<ScheduledItem> Items { get; init; } = [];

    /// <summary>When it fires, as one text: a change of it makes a new schedule, for which nothing was missed.</summary>
    public string Timing => Cron is null ? "" : $"{Cron} {TimeZone}";

    /// <summary>The first fire time after a moment.</summary>
    public DateTimeOffset? Next(DateTimeOffset after) => Cron?.GetNextValidTimeAfter(after);

    /// <summary>When the window of a fire time ends; null = never.</summary>
    public DateTimeOffset? WindowEnd(DateTimeOffset fireTime) => Window > TimeSpan.Zero ? fireTime + Window : null;
}

/// <summary>One run that a schedule starts.</summary>
/// <param name="Name">What it is about: a model, a node.</param>
/// <param name="Pipeline">The pipeline.</param>
/// <param name="Inputs">Its inputs as texts, as for <c>--set</c>.</param>
internal sealed record ScheduledItem(string Name, string Pipeline, IReadOnlyDictionary<string, string> Inputs)
{
    /// <summary>
    /// The node that must be free for it to begin; null = its run queues for nodes like any other. Who queues for a node that
    /// is busy for hours holds up all who queue behind.
    /// </summary>
    public string? FreeNode { get; init; }
}

/// <summary>What becomes of a fire time at which no host was there, or which it slept through.</summary>
internal enum MissedFires
{
    /// <summary>The latest one is caught up once, within what is left of its window; those before it are skipped.</summary>
    Run,

    /// <summary>It is skipped.</summary>
    Skip,
}
