using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Pipeline.Activities.Nodes.Jobs;
using Pipeline.Activities.Nodes.Leases;

namespace Pipeline.Activities.Steps.Waits;

/// <summary>
/// Watches the open waits of the runs that this process drives (jobs, pauses, nodes) and lets a run go on when what it
/// waits for is there. Resuming twice is harmless: the engine burns a bookmark before it acts on it.
/// </summary>
internal sealed class WaitWatcher : IWaitWatcher, IAsyncDisposable
{
    private static readonly TimeSpan LeasePoll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, byte> runs = new();
    private readonly ConcurrentDictionary<string, Task> watches = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly IStepWaits waits;
    private readonly IJobMonitor monitor;
    private readonly ILeases leases;
    private readonly IRunResumer resumer;
    private readonly ProgressRecorder progress;
    private readonly TimeProvider clock;
    private readonly ILogger<WaitWatcher> log;

    public WaitWatcher(
        IStepWaits waits, IJobMonitor monitor, ILeases leases, IRunResumer resumer, ProgressRecorder progress, TimeProvider clock, ILogger<WaitWatcher> log)
    {
        (this.waits, this.monitor, this.leases, this.resumer, this.progress, this.clock, this.log) = (waits, monitor, leases, resumer, progress, clock, log);
        waits.Saved += OnSaved;
    }

    /// <summary>Begins to watch a run: its open waits, and all that follow.</summary>
    public async Task WatchAsync(string runId, CancellationToken cancellationToken = default)
    {
        runs[runId] = 0;
        foreach (var wait in await waits.ListAsync(runId, cancellationToken))
            Begin(wait);
    }

    /// <summary>Leaves a run alone from now on; its jobs go on.</summary>
    public async Task ForgetAsync(string runId, CancellationToken cancellationToken = default)
    {
        runs.TryRemove(runId, out _);
        foreach (var wait in await waits.ListAsync(runId, cancellationToken))
        {
            foreach (var job in wait.Jobs)
                monitor.Forget(job.Job.Id);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        waits.Saved -= OnSaved;
        await stopping.CancelAsync();
        await Task.WhenAll(watches.Values);
        stopping.Dispose();
    }

    private void OnSaved(StepWait wait)
    {
        if (runs.ContainsKey(wait.RunId))
            Begin(wait);
    }

    private void Begin(StepWait wait) => watches.GetOrAdd(wait.Key, _ => Task.Run(() => WatchAsync(wait)));

    private async Task WatchAsync(StepWait wait)
    {
        try
        {
            // Trouble, e.g. a disk that is full for a while, passes: the run is driven here, so nobody else looks after its wait.
            while (!await TryReachEndAsync(wait) && runs.ContainsKey(wait.RunId))
                await Task.Delay(AfterTrouble, clock, stopping.Token);
            watches.TryRemove(wait.Key, out _);
            if (runs.ContainsKey(wait.RunId))
                await resumer.ResumeAsync(wait.RunId, wait.Key, stopping.Token);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The process stops: what is open stays in the database for the next one.
        }
    }

    private async Task<bool> TryReachEndAsync(StepWait wait)
    {
        try
        {
            await EndOfAsync(wait, stopping.Token);
            return true;
        }
        catch (Exception e) when (!stopping.IsCancellationRequested)
        {
            log.LogError(e, "The run {Run} could not be watched at {Wait}; it is tried again in {Pause}", wait.RunId, wait.Key, AfterTrouble);
            return false;
        }
    }

    private async Task EndOfAsync(StepWait wait, CancellationToken cancellationToken)
    {
        if (wait.ForLease)
        {
            while (await MustWaitAsync(wait, cancellationToken))
                await Task.Delay(LeasePoll, clock, cancellationToken);
        }
        else if (wait.Due is { } due)
        {
            var pause = due - clock.GetUtcNow();
            if (pause > TimeSpan.Zero)
                await Task.Delay(pause, clock, cancellationToken);
        }
        else
        {
            var ends = new JobEndings(wait, progress.For(wait));
            foreach (var job in wait.Jobs)
                monitor.Watch(job.Job, ends);
            await ends.Reached.WaitAsync(cancellationToken);
            foreach (var job in wait.Jobs)
                monitor.Forget(job.Job.Id);
        }
    }

    /// <summary>A run whose request can no longer be fulfilled goes on too: its step asks again, and fails with the reason.</summary>
    private async Task<bool> MustWaitAsync(StepWait wait, CancellationToken cancellationToken)
    {
        try
        {
            return await leases.RequestAsync(new LeaseRequest(wait.RunId, 0), cancellationToken) is null;
        }
        catch (LeaseException)
        {
            return false;
        }
    }
}
