namespace Pipeline.Host.Scheduling;

/// <summary>Decides what is due. Pure: the clock, what was decided before, and the schedule are all it knows.</summary>
internal static class FireTimes
{
    /// <summary>A fire time that is further back was missed.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(1);

    /// <summary>Fire times further back are not even counted: a host that was away for months has not to walk through them.</summary>
    private static readonly TimeSpan Horizon = TimeSpan.FromDays(8);

    /// <summary>The latest fire time after <paramref name="decided"/> that has come; null when there is none.</summary>
    /// <param name="schedule">The schedule.</param>
    /// <param name="decided">Up to when everything was decided.</param>
    /// <param name="now">The present.</param>
    public static DueFire? Due(Schedule schedule, DateTimeOffset decided, DateTimeOffset now)
    {
        var from = decided > now - Horizon ? decided : now - Horizon;
        DateTimeOffset? latest = null;
        var earlier = -1;
        for (var next = schedule.Next(from); next is { } time && time <= now; next = schedule.Next(time))
            (latest, earlier) = (time, earlier + 1);
        if (latest is not { } fireTime)
            return null;
        var missed = now - fireTime > Tolerance;
        var over = schedule.WindowEnd(fireTime) <= now;
        return new DueFire(fireTime, missed, missed && (schedule.Missed == MissedFires.Skip || over), earlier);
    }
}

/// <summary>A fire time that has come.</summary>
/// <param name="At">The fire time.</param>
/// <param name="Missed">Whether no host was there when it came.</param>
/// <param name="Skipped">Whether it is skipped.</param>
/// <param name="Earlier">How many before it were missed as well.</param>
internal sealed record DueFire(DateTimeOffset At, bool Missed, bool Skipped, int Earlier);
