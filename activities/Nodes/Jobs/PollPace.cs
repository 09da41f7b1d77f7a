namespace Pipeline.Activities.Nodes.Jobs;

/// <summary>What a poll brought, the most urgent last.</summary>
internal enum PollResult
{
    /// <summary>Nothing that calls for haste.</summary>
    Quiet,

    /// <summary>A job printed something: somebody may be watching.</summary>
    News,

    /// <summary>A job ended: the next one may begin soon.</summary>
    Ended,

    /// <summary>A log has more than one poll could carry.</summary>
    MoreToRead,
}

/// <summary>How long to pause before the next poll of a node.</summary>
internal sealed class PollPace(JobMonitorOptions options)
{
    private const double Growth = 1.25;
    private const double NewsShare = 0.25;
    private const double SilenceShare = 0.1;

    private TimeSpan interval = options.ShortestInterval;
    private TimeSpan backOff = TimeSpan.Zero;
    private TimeSpan silence = TimeSpan.Zero;

    public TimeSpan Pause { get; private set; }

    /// <summary>The node answered.</summary>
    public void Reached(PollResult result)
    {
        backOff = TimeSpan.Zero;
        silence = result == PollResult.Quiet ? silence + Pause : TimeSpan.Zero;
        if (result == PollResult.Ended)
            Quicken();
        if (result == PollResult.News)
            interval = Shorter(interval, options.LongestInterval * NewsShare);
        Pause = result == PollResult.MoreToRead ? TimeSpan.Zero : Longer(interval, Shorter(silence * SilenceShare, options.IdleInterval));
        interval = Shorter(interval * Growth, options.LongestInterval);
    }

    /// <summary>The node did not answer.</summary>
    public void Missed()
    {
        backOff = backOff == TimeSpan.Zero ? options.LongestInterval : Shorter(backOff * 2, options.LongestBackOff);
        Pause = backOff;
    }

    /// <summary>Polls often again.</summary>
    public void Quicken() => (interval, silence) = (options.ShortestInterval, TimeSpan.Zero);

    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private static TimeSpan Longer(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
