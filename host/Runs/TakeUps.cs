namespace Pipeline.Host.Runs;

/// <summary>Spaces out the take-ups of a run that this process cannot keep driving, so that an error does not become a storm.</summary>
internal sealed class TakeUps(TimeProvider clock)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);
    private const int Remembered = 4096;

    private readonly Dictionary<string, (DateTimeOffset Next, TimeSpan Pause)> runs = [];

    /// <summary>Whether the run may be taken up now.</summary>
    public bool IsDue(string run) => !runs.TryGetValue(run, out var known) || clock.GetUtcNow() >= known.Next;

    /// <summary>The run was taken up.</summary>
    public void Taken(string run)
    {
        if (runs.Count >= Remembered)
            Forget();
        var pause = runs.TryGetValue(run, out var known) ? Min(known.Pause * 2, Longest) : First;
        runs[run] = (clock.GetUtcNow() + pause, pause);
    }

    /// <summary>Forgets what was taken up long ago: it has ended, or it is driven well.</summary>
    private void Forget()
    {
        foreach (var old in runs.Where(r => r.Value.Next < clock.GetUtcNow()).Select(r => r.Key).ToList())
            runs.Remove(old);
    }

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
