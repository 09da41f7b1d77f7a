using System.Collections.Concurrent;
using Elsa.Workflows;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Filters;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Messages;
using Elsa.Workflows.State;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pipeline.Activities.Steps.Mechanism;
using Pipeline.Activities.Steps.Waits;

namespace Pipeline.Host.Runs;

/// <summary>
/// Drives runs in this process: holds the run's lock, executes its bursts, watches what it waits for, drives the runs that it
/// starts, and puts everything back when it ends.
/// </summary>
internal sealed class RunDriver(
    IServiceScopeFactory scopes, RunLocks locks, RunPools pools, IRunEvents events, IEngineRuns engine, TimeProvider clock, ILogger<RunDriver> log) : IRunResumer, IAsyncDisposable
{
    private static readonly TimeSpan CancelPoll = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LookPause = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, Drive> drives = new();
    private readonly CancellationTokenSource stopping = new();
    private Task? looking;
    private object? lookingGate;
    private volatile bool closing;

    /// <summary>Runs driven by this process.</summary>
    public int Count => drives.Count;

    /// <summary>Whether ended runs may still hold something: at the start, and after trouble with putting one back.</summary>
    public bool MustSettle { get; private set; } = true;

    /// <summary>A run is no longer driven by this process.</summary>
    public event Action? Left;

    /// <summary>Drives the run: does the first burst, then all that follow. False when another process drives it.</summary>
    public bool TryDrive(string runId, Func<CancellationToken, Task> first)
    {
        if (closing || drives.ContainsKey(runId) || locks.TryTake(runId) is not { } taken)
            return false;
        var drive = new Drive(taken);
        drives[runId] = drive;
        LazyInitializer.EnsureInitialized(ref looking, ref lookingGate, () => Task.Run(() => Loops.RunAsync(LookAsync, LookPause, clock, log, "The driven runs could not be looked after", stopping.Token)));
        drive.Work = Task.Run(() => DriveAsync(runId, first, drive));
        return true;
    }

    /// <summary>Completes when the run has ended, or this process no longer drives it.</summary>
    public Task EndOf(string runId) => drives.TryGetValue(runId, out var drive) ? drive.Ended.Task : Task.CompletedTask;

    /// <summary>Puts back what ended runs still hold because their process died, or had trouble, between their end and the clean-up.</summary>
    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        MustSettle = false;
        foreach (var runId in locks.Left().Where(r => !drives.ContainsKey(r)))
        {
            using var taken = locks.TryTake(runId);
            if (taken is null)
                continue;
            try
            {
                await SettleAsync(runId, cancellationToken);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                log.LogError(e, "What the ended run {Run} holds could not be put back; it is tried again", runId);
                MustSettle = true;
            }
        }
    }

    private async Task SettleAsync(string runId, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var store = scope.ServiceProvider.GetRequiredService<IWorkflowInstanceStore>();
        if (await store.FindAsync(new WorkflowInstanceFilter { Id = runId }, cancellationToken) is { Status: WorkflowStatus.Finished } ended && pools.AreOf(ended))
            await PutBackAsync(ended.WorkflowState, scope.ServiceProvider);
    }

    /// <inheritdoc/>
    public async Task ResumeAsync(string runId, string key, CancellationToken cancellationToken)
    {
        if (!closing && drives.TryGetValue(runId, out var drive))
            await BurstAsync(runId, drive, async token =>
            {
                await using var scope = scopes.CreateAsyncScope();
                var client = await scope.ServiceProvider.GetRequiredService<IWorkflowRuntime>().CreateClientAsync(runId, token);
                await client.RunInstanceAsync(new RunWorkflowInstanceRequest { BookmarkId = key }, token);
            });
    }

    /// <summary>Begins nothing more, and lets what is executing come to its end, but no longer than <paramref name="grace"/>; jobs on nodes go on.</summary>
    public async Task StopAsync(TimeSpan grace, TimeProvider clock)
    {
        closing = true;
        var bursts = Task.WhenAll(drives.Values.SelectMany(d => d.Bursts.Keys));
        await Task.WhenAny(bursts, Task.Delay(grace, clock));
        await DisposeAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (stopping.IsCancellationRequested)
            return;
        closing = true;
        await LookOnceMoreAsync();
        await stopping.CancelAsync();
        await (looking ?? Task.CompletedTask);
        foreach (var (_, drive) in drives)
        {
            drive.Ended.TrySetResult();
            await drive.Work;
            await Task.WhenAll(drive.Bursts.Keys);
            drive.Lock.Dispose();
        }
    }

    private async Task DriveAsync(string runId, Func<CancellationToken, Task> first, Drive drive)
    {
        try
        {
            await DriveToEndAsync(runId, first, drive);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The process stops; the next one goes on from the last commit.
        }
        catch (Exception e)
        {
            GiveUp(runId, drive, e);
        }
    }

    private async Task DriveToEndAsync(string runId, Func<CancellationToken, Task> first, Drive drive)
    {
        await using var scope = scopes.CreateAsyncScope();
        var watcher = scope.ServiceProvider.GetRequiredService<IWaitWatcher>();
        await watcher.WatchAsync(runId, stopping.Token);
        // What it waited for before this process took it up was told then.
        foreach (var wait in await scope.ServiceProvider.GetRequiredService<IStepWaits>().ListAsync(runId, stopping.Token))
            drive.Told[wait.Key] = true;
        await BurstAsync(runId, drive, first);
        drive.HasBegun = true;
        while (!drive.Ended.Task.IsCompleted)
        {
            await Task.WhenAny(drive.Ended.Task, Task.Delay(CancelPoll, stopping.Token));
            if (!drive.Ended.Task.IsCompleted && locks.CancelAsked(runId))
                await BurstAsync(runId, drive, token => CancelAsync(runId, token));
            if (stopping.IsCancellationRequested)
                return;
        }
    }

    /// <summary>
    /// Runs also end, and start others, in bursts that did not begin here: when a delay is over, when a run that one waits for
    /// ends, when an event comes. What they start is driven whatever else waits for its turn: they may be waiting for it.
    /// </summary>
    private async Task LookAsync(CancellationToken cancellationToken)
    {
        if (drives.IsEmpty)
            return;
        await using var scope = scopes.CreateAsyncScope();
        var store = scope.ServiceProvider.GetRequiredService<IWorkflowInstanceStore>();
        _ = await PutBackEndedAsync(store, cancellationToken);
        List<string> driven = [.. drives.Keys];
        foreach (var child in await store.FindManyIdsAsync(new WorkflowInstanceFilter { ParentWorkflowInstanceIds = driven, WorkflowStatus = WorkflowStatus.Running }, cancellationToken))
        {
            if (!locks.IsTaken(child))
                TryDrive(child, token => engine.ContinueAsync(child, token));
        }
    }

    /// <summary>Begins to put back what has ended.</summary>
    private async Task<IReadOnlyList<Task>> PutBackEndedAsync(IWorkflowInstanceStore store, CancellationToken cancellationToken)
    {
        // One that is being retried reads as ended until it has begun.
        List<string> begun = [.. drives.Where(d => d.Value.HasBegun).Select(d => d.Key)];
        var under = new List<Task>();
        foreach (var ended in await store.FindManyIdsAsync(new WorkflowInstanceFilter { Ids = begun, WorkflowStatus = WorkflowStatus.Finished }, cancellationToken))
        {
            if (drives.TryGetValue(ended, out var drive) && !drive.IsEnding)
                under.Add(BurstAsync(ended, drive, _ => Task.CompletedTask));
        }

        return under;
    }

    /// <summary>Before the process stops: a run that has just ended is put back now, not by the next process.</summary>
    private async Task LookOnceMoreAsync()
    {
        if (drives.IsEmpty)
            return;
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await Task.WhenAll(await PutBackEndedAsync(scope.ServiceProvider.GetRequiredService<IWorkflowInstanceStore>(), CancellationToken.None));
        }
        catch (Exception e)
        {
            log.LogWarning(e, "What ended last could not be put back; the next process does it");
        }
    }

    /// <summary>One burst of execution; afterwards the run is looked at: it may have ended.</summary>
    private async Task BurstAsync(string runId, Drive drive, Func<CancellationToken, Task> burst)
    {
        var work = DoBurstAsync(runId, drive, burst);
        drive.Bursts[work] = true;
        await work;
        drive.Bursts.TryRemove(work, out _);
    }

    private async Task DoBurstAsync(string runId, Drive drive, Func<CancellationToken, Task> burst)
    {
        try
        {
            try
            {
                await burst(stopping.Token);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                // The process stops; the next one goes on from the last commit.
            }

            // A run that ended is put back even when the process stops: no other process takes up an ended run.
            await using var scope = scopes.CreateAsyncScope();
            var client = await scope.ServiceProvider.GetRequiredService<IWorkflowRuntime>().CreateClientAsync(runId, CancellationToken.None);
            var state = await client.ExportStateAsync(CancellationToken.None);
            if (state.Status == WorkflowStatus.Finished)
            {
                if (!drive.TryEnd())
                    return;
                await PutBackAsync(state, scope.ServiceProvider);
                Leave(runId, drive);
            }
            else if ((await scope.ServiceProvider.GetRequiredService<IStepWaits>().ListAsync(runId, CancellationToken.None)).FirstOrDefault(w => w.ForLease) is { } wait && drive.Told.TryAdd(wait.Key, true))
            {
                await events.RecordAsync(RunEvent.Waits(runId, wait.Key, clock.GetUtcNow()), CancellationToken.None);
            }
        }
        catch (Exception e)
        {
            GiveUp(runId, drive, e);
        }
    }

    private void GiveUp(string runId, Drive drive, Exception trouble)
    {
        log.LogError(trouble, "The run {Run} cannot go on at present; a host that serves takes it up again soon, and so does 'pipeline run --resume'", runId);
        // It may have ended, with what it holds not put back.
        MustSettle = true;
        Leave(runId, drive);
    }

    private async Task CancelAsync(string runId, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var client = await scope.ServiceProvider.GetRequiredService<IWorkflowRuntime>().CreateClientAsync(runId, cancellationToken);
        await client.CancelAsync(cancellationToken);
    }

    /// <summary>Puts everything back and tells the end; a process that dies in here leaves the lock's file, and the next one does it again.</summary>
    private async Task PutBackAsync(WorkflowState ended, IServiceProvider services)
    {
        await services.GetRequiredService<IWaitWatcher>().ForgetAsync(ended.Id, CancellationToken.None);
        await services.GetRequiredService<RunCleanUp>().EndAsync(ended.Id, RunSession.Of(ended.Properties), CancellationToken.None);
        if (ended.SubStatus == WorkflowSubStatus.Cancelled)
            await CancelChildrenAsync(ended.Id, services.GetRequiredService<IWorkflowInstanceStore>());
        var kind = ended.SubStatus switch
        {
            WorkflowSubStatus.Faulted => RunEventKind.Failed,
            WorkflowSubStatus.Cancelled => RunEventKind.Cancelled,
            _ => RunEventKind.Finished,
        };
        await events.RecordAsync(RunEvent.End(ended.Id, kind, ended.FinishedAt ?? ended.UpdatedAt), CancellationToken.None);
        locks.Clear(ended.Id);
    }

    /// <summary>
    /// With a run goes what it started, as in Elsa, also what was started by one that has ended meanwhile. Each cancels its own
    /// in turn: cancelled the other way round, those would tell theirs that they ended, who would go on for a moment.
    /// </summary>
    private async Task CancelChildrenAsync(string runId, IWorkflowInstanceStore store)
    {
        var open = new List<string>();
        for (ICollection<string> parents = [runId]; parents.Count > 0;)
        {
            var children = (await store.SummarizeManyAsync(new WorkflowInstanceFilter { ParentWorkflowInstanceIds = parents }, CancellationToken.None)).ToLookup(child => child.Status == WorkflowStatus.Running, child => child.Id);
            open.AddRange(children[true]);
            parents = [.. children[false]];
        }

        foreach (var child in open)
        {
            locks.AskToCancel(child);
            if (!locks.IsTaken(child))
                TryDrive(child, _ => Task.CompletedTask);
        }

        try
        {
            await Task.WhenAll(open.Select(EndOf)).WaitAsync(stopping.Token);
        }
        catch (OperationCanceledException)
        {
            // The process stops; what was asked for stays asked for.
        }
    }

    private void Leave(string runId, Drive drive)
    {
        // This drive and no later one of the same run.
        drives.TryRemove(new KeyValuePair<string, Drive>(runId, drive));
        drive.Lock.Dispose();
        drive.Ended.TrySetResult();
        Left?.Invoke();
    }

    private sealed class Drive(IDisposable taken)
    {
        private int ending;

        /// <summary>Whether its first burst is done.</summary>
        public volatile bool HasBegun;

        /// <summary>Whether it is being put back.</summary>
        public bool IsEnding => Volatile.Read(ref ending) != 0;

        public IDisposable Lock { get; } = taken;

        public Task Work { get; set; } = Task.CompletedTask;

        /// <summary>Bursts in progress, whoever began them.</summary>
        public ConcurrentDictionary<Task, bool> Bursts { get; } = new();

        /// <summary>The waits that nobody needs to be told of any more.</summary>
        public ConcurrentDictionary<string, bool> Told { get; } = new();

        /// <summary>True for whoever comes first to put it back.</summary>
        public bool TryEnd() => Interlocked.Exchange(ref ending, 1) == 0;

        public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
