using System.Collections.Concurrent;
using Pipeline.Engine.Runtime.Outbox;

namespace Pipeline.Engine.Scheduling;

/// <summary>Wake-ups by this process's <see cref="TimeProvider"/>.</summary>
internal sealed class TimerWakeUps(TimeProvider time, OutboxDelivery delivery, BackgroundWork background) : IWakeUps, IDisposable
{
    /// <summary>Timers cannot wait longer than 49 days; a longer wait is made of several.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(30);

    private readonly ConcurrentDictionary<string, ITimer> _timers = new();

    public void Schedule(string bookmarkId, string instanceId, DateTimeOffset due)
    {
        var remaining = due - time.GetUtcNow();
        if (remaining <= TimeSpan.Zero)
        {
            Cancel(bookmarkId);
            background.Start($"wake-up of {instanceId}", token => delivery.SendAsync([new RunRequest(instanceId, bookmarkId)], token));
            return;
        }

        var timer = time.CreateTimer(_ => Schedule(bookmarkId, instanceId, due), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Cancel(bookmarkId);
        _timers[bookmarkId] = timer;
        timer.Change(remaining < LongestWait ? remaining : LongestWait, Timeout.InfiniteTimeSpan);
    }

    public void Cancel(string bookmarkId)
    {
        if (_timers.TryRemove(bookmarkId, out var timer))
            timer.Dispose();
    }

    public void Dispose()
    {
        foreach (var id in _timers.Keys)
            Cancel(id);
    }
}
