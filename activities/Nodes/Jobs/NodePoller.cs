using Microsoft.Extensions.Logging;

namespace Pipeline.Activities.Nodes.Jobs;

/// <summary>Polls one node as long as it has watched jobs.</summary>
internal sealed class NodePoller(
    string node, IJobs jobs, JobMonitorOptions options, TimeProvider time, ILogger log, CancellationToken stopping)
{
    /// <summary>Most bytes that a running job's log may end with and that make no character yet.</summary>
    private const int UnfinishedCharacter = 3;

    private readonly Dictionary<string, WatchedJob> watched = [];
    private readonly Lock gate = new();
    private TaskCompletionSource wake = new();
    private bool running;

    /// <summary>Completes when the poller rests: nothing is watched, or the host stops.</summary>
    public Task Ended { get; private set; } = Task.CompletedTask;

    public void Watch(JobSpec job, IJobObserver observer)
    {
        lock (gate)
        {
            if (!watched.TryAdd(job.Id, new WatchedJob(job, observer, time)))
                return;
            wake.TrySetResult();
            if (running)
                return;
            running = true;
            Ended = Task.WhenAll(Ended, Task.Run(PollAsync));
        }
    }

    public void Forget(string jobId)
    {
        lock (gate)
            watched.Remove(jobId);
    }

    private async Task PollAsync()
    {
        var pace = new PollPace(options);
        while (Begin() is { Count: > 0 } round)
        {
            try
            {
                pace.Reached(await RoundAsync(round));
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e)
            {
                log.LogWarning(e, "The jobs on {Node} cannot be read at present; trying again", node);
                await Task.WhenAll(round.Where(j => !j.ToldUnreachable).Select(j => TellUnreachableAsync(j, e.Message)));
                pace.Missed();
            }

            if (await PauseAsync(pace.Pause))
                pace.Quicken();
        }

        await Task.WhenAll(Endings());
    }

    /// <summary>The jobs of the next round; none when the poller is to rest.</summary>
    private List<WatchedJob> Begin()
    {
        lock (gate)
        {
            List<WatchedJob> round = stopping.IsCancellationRequested ? [] : [.. watched.Values];
            running = round.Count > 0;
            wake = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return round;
        }
    }

    private async Task<PollResult> RoundAsync(List<WatchedJob> round)
    {
        var readings = await jobs.ReadAsync(node, [.. round.Select(j => j.Position)], options.LogPage, stopping);
        var results = await Task.WhenAll(round.Zip(readings, DeliverAsync));
        return results.Max();
    }

    private async Task<PollResult> DeliverAsync(WatchedJob job, JobReading reading)
    {
        job.Advance(reading);
        if (reading.Log.Length > 0)
            await TellAsync(job, (observer, token) => observer.OnOutputAsync(reading.Status, reading.Log, token));

        var unread = reading.Status.LogLength - reading.NextOffset;
        if (reading.Status.State == JobState.Running)
        {
            if (job.Ending is null && job.Excess(reading) is { } reason)
                job.Ending = EndAsync(job, reason);
            return unread > UnfinishedCharacter ? PollResult.MoreToRead : reading.Log.Length > 0 ? PollResult.News : PollResult.Quiet;
        }

        if (unread > 0)
            return PollResult.MoreToRead;
        if (job.MayBeFoundAgain(options.LostGrace))
            return PollResult.Quiet;
        if (!await TellAsync(job, (observer, token) => observer.OnEndedAsync(reading.Status, token)))
            return PollResult.Quiet;
        ForgetExactly(job);
        return PollResult.Ended;
    }

    private async Task EndAsync(WatchedJob job, string reason)
    {
        try
        {
            await jobs.CancelAsync(node, job.Job.Id, options.EndGrace, reason, stopping);
        }
        catch (Exception e) when (!stopping.IsCancellationRequested)
        {
            log.LogWarning(e, "The job {Job} on {Node} could not be ended; trying again", job.Job.Id, node);
            job.Ending = null;
        }
        catch (OperationCanceledException)
        {
            // The host stops; the next one finds the limit exceeded again.
        }
    }

    private async Task TellUnreachableAsync(WatchedJob job, string reason) =>
        job.ToldUnreachable = await TellAsync(job, (observer, token) => observer.OnUnreachableAsync(job.Job.Id, reason, token));

    /// <summary>Whether the observer took it. What it throws is its own trouble and must not stop the others' news.</summary>
    private async Task<bool> TellAsync(WatchedJob job, Func<IJobObserver, CancellationToken, Task> tell)
    {
        if (!IsWatched(job))
            return false;
        try
        {
            await tell(job.Observer, stopping);
            return true;
        }
        catch (Exception e) when (!stopping.IsCancellationRequested)
        {
            log.LogError(e, "The observer of the job {Job} on {Node} failed", job.Job.Id, node);
            return false;
        }
    }

    /// <summary>Whether a job was watched before the pause was over.</summary>
    private async Task<bool> PauseAsync(TimeSpan pause)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var woken = wake.Task;
        await Task.WhenAny(Task.Delay(pause, time, over.Token), woken);
        await over.CancelAsync();
        return woken.IsCompleted;
    }

    private bool IsWatched(WatchedJob job)
    {
        lock (gate)
            return watched.TryGetValue(job.Job.Id, out var current) && ReferenceEquals(current, job);
    }

    private void ForgetExactly(WatchedJob job)
    {
        lock (gate)
        {
            if (IsWatched(job))
                watched.Remove(job.Job.Id);
        }
    }

    private List<Task> Endings()
    {
        lock (gate)
            return [.. watched.Values.Select(j => j.Ending).OfType<Task>()];
    }
}
