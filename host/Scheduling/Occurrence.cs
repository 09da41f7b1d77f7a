namespace Pipeline.Host.Scheduling;

/// <summary>One fire time of a schedule and what came of it: the report of that night.</summary>
/// <param name="Schedule">The schedule.</param>
/// <param name="FireTime">The time it was due. Schedule and fire time together are unique: neither fires twice.</param>
/// <param name="State">How it stands.</param>
internal sealed record Occurrence(string Schedule, DateTimeOffset FireTime, OccurrenceState State)
{
    /// <summary>Who asked for it; null = the clock.</summary>
    public string? By { get; init; }

    /// <summary>When no further item may begin; null = never.</summary>
    public DateTimeOffset? WindowEnd { get; init; }

    /// <summary>When it ended; null while open.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>More, in words: that it was caught up, why it was skipped.</summary>
    public string? Note { get; init; }

    /// <summary>Its items in the order in which they begin.</summary>
    public IReadOnlyList<OccurrenceItem> Items { get; init; } = [];
}

/// <summary>The states of an occurrence: <c>Open → Ended</c>, or <c>Skipped</c> from the beginning.</summary>
internal enum OccurrenceState
{
    /// <summary>Items wait or go on.</summary>
    Open,

    /// <summary>Nothing is left to do.</summary>
    Ended,

    /// <summary>It was missed, or the one before was not over.</summary>
    Skipped,
}

/// <summary>One item of an occurrence.</summary>
/// <param name="Item">What it is about.</param>
/// <param name="State">How it stands.</param>
internal sealed record OccurrenceItem(ScheduledItem Item, ItemState State)
{
    /// <summary>Its run, once begun.</summary>
    public string? Run { get; init; }

    /// <summary>The result, or why there is none, in words.</summary>
    public string? Detail { get; init; }

    /// <summary>What the user can do about it.</summary>
    public string? Remedy { get; init; }
}

/// <summary>
/// The states of an item: <c>Waiting → Running → Finished, Failed, Cancelled</c>; <c>Waiting → UpToDate, Refused</c>;
/// <c>Waiting, Running → NotReached</c> when the window ends before it has nodes.
/// </summary>
internal enum ItemState
{
    /// <summary>Its turn has not come.</summary>
    Waiting,

    /// <summary>Its run was started.</summary>
    Running,

    /// <summary>Its run ended as it should.</summary>
    Finished,

    /// <summary>Its run failed.</summary>
    Failed,

    /// <summary>Somebody cancelled its run.</summary>
    Cancelled,

    /// <summary>Its result was there and intact.</summary>
    UpToDate,

    /// <summary>Its inputs cannot work any more.</summary>
    Refused,

    /// <summary>The window ended first; it is the first one the next night.</summary>
    NotReached,
}
