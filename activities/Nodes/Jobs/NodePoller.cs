using Microsoft.Extensions.Logging;
using Pipeline.Activities.Nodes.Shells;

namespace Pipeline.Activities.Nodes.Jobs;

/// <summary>
/// Polls all watched jobs of one node in one round trip: often while there is news, less often while there is none. Ends a
/// job that runs, or is silent, for longer than it may.
/// </summary>
internal sealed class NodePoller(string node, IJobs jobs, TimeProvider clock, ILogger log, CancellationToken stopping)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestUnreachable = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    private readonly Dictionary<string, Watched> watched = [];
    private readonly Lock gate = new();
    private TimeSpan pause = Shortest;

    /// <summary>The polling; complete while nothing is watched.</summary>
    public Task Running { get; private set; } = Task.CompletedTask;

    public void Watch(JobSpec job, IJobObserver observer)
    {
        lock (gate)
        {
            if (!watched.TryAdd(job.Id, new Watched(job, observer)))
                return;
            pause = Shortest;
            if (watched.Count == 1)
                Running = PollAfterAsync(Running);
        }
    }

    public void Forget(string jobId)
    {
        lock (gate)
            watched.Remove(jobId);
    }

    /// <summary>There is one poller at a time, also when watching begins again while the last one ends.</summary>
    private async Task PollAfterAsync(Task previous)
    {
        await previous;
        await Task.Yield();
        await PollAsync();
    }

    private async Task PollAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            List<Watched> current;
            lock (gate)
            {
                current = [.. watched.Values];
                if (current.Count == 0)
                    return;
            }

            try
            {
                var news = await PollOnceAsync(current);
                pause = news ? Shortest : Min(pause * 1.5, Longest);
                await Task.Delay(pause, clock, stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task<bool> PollOnceAsync(List<Watched> current)
    {
        IReadOnlyList<JobReading> readings;
        try
        {
            readings = await jobs.ReadAsync(node, [.. current.Select(w => new JobPosition(w.Job.Id, w.Offset, w.Job))], cancellationToken: stopping);
        }
        catch (Exception e) when (e is ShellException or FormatException)
        {
            pause = Min(pause * 2, LongestUnreachable);
            foreach (var job in current)
                await TellAsync(job, o => o.OnUnreachableAsync(job.Job.Id, e.Message, stopping));
            return false;
        }

        var news = false;
        foreach (var (job, reading) in current.Zip(readings))
            news |= await HandleAsync(job, reading);
        return news;
    }

    private async Task<bool> HandleAsync(Watched job, JobReading reading)
    {
        var news = reading.NextOffset > job.Offset;
        if (news && await TellAsync(job, o => o.OnOutputAsync(reading.Status, reading.Log, stopping)))
            job.Offset = reading.NextOffset;
        if (reading.Status.State == JobState.Running)
        {
            if (TooLong(job.Job, reading) is { } reason)
                await jobs.CancelAsync(node, job.Job.Id, Grace, reason, stopping);
        }
        else if (job.Offset >= reading.Status.LogLength && await TellAsync(job, o => o.OnEndedAsync(reading.Status, stopping)))
        {
            Forget(job.Job.Id);
        }

        return news || reading.Status.State != JobState.Running;
    }

    private static string? TooLong(JobSpec job, JobReading reading) =>
        job.Timeout is { } timeout && reading.Age > timeout ? $"it ran longer than {Words(timeout)}"
        : job.SilenceLimit is { } silence && reading.Silence > silence ? $"it printed nothing for {Words(silence)}"
        : null;

    private static string Words(TimeSpan time) =>
        time.TotalMinutes >= 2 ? $"{time.TotalMinutes:0.#} minutes" : $"{time.TotalSeconds:0} seconds";

    /// <summary>An observer that fails is told again at the next poll.</summary>
    private async Task<bool> TellAsync(Watched job, Func<IJobObserver, Task> tell)
    {
        try
        {
            await tell(job.Observer);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException || !stopping.IsCancellationRequested)
        {
            log.LogError(e, "News of the job {Job} could not be delivered; it is told again", job.Job.Id);
            return false;
        }
    }

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private sealed class Watched(JobSpec job, IJobObserver observer)
    {
        public JobSpec Job { get; } = job;

        public IJobObserver Observer { get; } = observer;

        public long Offset { get; set; }
    }
}
