namespace Pipeline.Host.Benchmarks.Hooks;

/// <summary>What a load of hooks gave.</summary>
/// <param name="Rate">Posts a second.</param>
/// <param name="Seconds">How long.</param>
/// <param name="Posts">All posts.</param>
/// <param name="Accepted">Answered with 202.</param>
/// <param name="Refused">Answered otherwise: an error, told as such.</param>
/// <param name="Unanswered">Not answered, for the host was dead.</param>
/// <param name="Missing">Accepted posts without a run: must be 0.</param>
/// <param name="Doubled">Accepted posts that share a run, and runs that nobody asked for: must be 0.</param>
/// <param name="Replays">Deliveries sent again.</param>
/// <param name="ReplaysDifferent">Of these, answered with another run: must be 0.</param>
/// <param name="RestartSeconds">From the kill to the next answer.</param>
/// <param name="MedianMilliseconds">Half of the answers outside the restart came within this.</param>
/// <param name="P99Milliseconds">99 of 100 answers outside the restart came within this.</param>
internal sealed record HookFigures(
    int Rate, double Seconds, int Posts, int Accepted, int Refused, int Unanswered, int Missing, int Doubled, int Replays, int ReplaysDifferent,
    double RestartSeconds, double MedianMilliseconds, double P99Milliseconds)
{
    /// <summary>What catches up after the restart counts as part of it.</summary>
    private static readonly TimeSpan CatchUp = TimeSpan.FromSeconds(2);

    /// <summary>Whether nothing was lost or doubled.</summary>
    public bool Sound => Missing == 0 && Doubled == 0 && ReplaysDifferent == 0 && Refused == 0;

    /// <summary>Counts.</summary>
    /// <param name="rate">Posts a second.</param>
    /// <param name="duration">How long.</param>
    /// <param name="posts">What became of each post.</param>
    /// <param name="restart">When the host died and when it answered again, from the beginning.</param>
    /// <param name="runs">The ids of all runs that there are.</param>
    /// <param name="replaysDifferent">Replays answered with another run.</param>
    public static HookFigures Of(int rate, TimeSpan duration, IReadOnlyList<Post> posts, (TimeSpan Down, TimeSpan Up) restart, IReadOnlyList<string> runs, int replaysDifferent)
    {
        var accepted = posts.Where(p => p.Accepted).ToList();
        var known = runs.ToHashSet();
        var unanswered = posts.Count(p => p.Status is null);
        var unasked = Math.Max(0, known.Count - accepted.Select(p => p.Run).Distinct().Count() - unanswered);
        var steady = accepted.Where(p => p.Due + p.Took < restart.Down || p.Due > restart.Up + CatchUp).Select(p => p.Took.TotalMilliseconds).Order().ToList();
        return new HookFigures(
            rate, duration.TotalSeconds, posts.Count, accepted.Count, posts.Count(p => p.Status is not (null or 202)), unanswered,
            accepted.Count(p => !known.Contains(p.Run!)),
            accepted.Count - accepted.Select(p => p.Run).Distinct().Count() + unasked + (runs.Count - known.Count),
            accepted.Count, replaysDifferent,
            (restart.Up - restart.Down).TotalSeconds, At(steady, 0.5), At(steady, 0.99));
    }

    private static double At(List<double> sorted, double share) => sorted.Count == 0 ? double.NaN : sorted[(int)Math.Ceiling(share * sorted.Count) - 1];
}
