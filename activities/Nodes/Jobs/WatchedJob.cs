namespace Pipeline.Activities.Nodes.Jobs;

/// <summary>A job under watch and how far it has been told.</summary>
internal sealed class WatchedJob(JobSpec job, IJobObserver observer, TimeProvider time)
{
    private long logLength;
    private long lastGrowth = time.GetTimestamp();
    private long? lostSince;

    public JobSpec Job => job;

    public IJobObserver Observer => observer;

    /// <summary>Where to read on.</summary>
    public JobPosition Position { get; private set; } = new(job.Id, 0, job);

    /// <summary>Whether the observer knows that the node cannot be reached.</summary>
    public bool ToldUnreachable { get; set; }

    /// <summary>The end that was begun because a limit is exceeded; null when none is.</summary>
    public Task? Ending { get; set; }

    /// <summary>Takes note of a reading.</summary>
    public void Advance(JobReading reading)
    {
        ToldUnreachable = false;
        Position = Position with { LogOffset = reading.NextOffset };
        lostSince = reading.Status.State == JobState.Lost ? lostSince ?? time.GetTimestamp() : null;
        if (reading.Status.LogLength == logLength)
            return;
        logLength = reading.Status.LogLength;
        lastGrowth = time.GetTimestamp();
    }

    /// <summary>Whether it was found lost only a moment ago.</summary>
    public bool MayBeFoundAgain(TimeSpan grace) => lostSince is { } since && time.GetElapsedTime(since) < grace;

    /// <summary>Which limit the running job exceeds, in the user's terms; null when none.</summary>
    public string? Excess(JobReading reading)
    {
        if (job.Timeout is { } timeout && reading.Age >= timeout)
            return $"it ran longer than {Text(timeout)}";
        if (job.SilenceLimit is { } silence && time.GetElapsedTime(lastGrowth) >= silence)
            return $"it printed nothing for {Text(silence)}";
        return null;
    }

    private static string Text(TimeSpan time) => time switch
    {
        { TotalMinutes: < 2 } => $"{time.TotalSeconds:0.#} s",
        { TotalHours: < 2 } => $"{time.TotalMinutes:0.#} min",
        _ => $"{time.TotalHours:0.#} h",
    };
}
