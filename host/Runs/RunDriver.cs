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
/// Drives runs in this process: holds the run's lock, executes its bursts, watches what it waits for, and puts everything
/// back when it ends.
/// </summary>
internal sealed class RunDriver(IServiceScopeFactory scopes, RunLocks locks, IRunEvents events, TimeProvider clock, ILogger<RunDriver> log) : IRunResumer, IAsyncDisposable
{
    private static readonly TimeSpan CancelPoll = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<string, Drive> drives = new();
    private readonly CancellationTokenSource stopping = new();
    private volatile bool closing;

    /// <summary>Runs driven by this process.</summary>
    public int Count => drives.Count;

    /// <summary>A run is no longer driven by this process.</summary>
    public event Action? Left;

    /// <summary>Drives the run: does the first burst, then all that follow. False when another process drives it.</summary>
    public bool TryDrive(string runId, Func<CancellationToken, Task> first)
    {
        if (closing || drives.ContainsKey(runId) || locks.TryTake(runId) is not { } taken)
            return false;
        var drive = new Drive(taken);
        drives[runId] = drive;
        drive.Work = Task.Run(() => DriveAsync(runId, first, drive));
        return true;
    }

    /// <summary>Completes when the run has ended, or this process no longer drives it.</summary>
    public Task EndOf(string runId) => drives.TryGetValue(runId, out var drive) ? drive.Ended.Task : Task.CompletedTask;

    /// <summary>Puts back what ended runs still hold because their process died between their end and the clean-up.</summary>
    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        foreach (var runId in locks.Left().Where(r => !drives.ContainsKey(r)))
        {
            using var taken = locks.TryTake(runId);
            if (taken is null)
                continue;
            await using var scope = scopes.CreateAsyncScope();
            var store = scope.ServiceProvider.GetRequiredService<IWorkflowInstanceStore>();
            if (await store.FindAsync(new WorkflowInstanceFilter { Id = runId }, cancellationToken) is { Status: WorkflowStatus.Finished } ended)
                await PutBackAsync(ended.WorkflowState, scope.ServiceProvider);
        }
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
        await stopping.CancelAsync();
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
        await using var scope = scopes.CreateAsyncScope();
        var watcher = scope.ServiceProvider.GetRequiredService<IWaitWatcher>();
        await watcher.WatchAsync(runId, stopping.Token);
        // What it waited for before this process took it up was told then.
        foreach (var wait in await scope.ServiceProvider.GetRequiredService<IStepWaits>().ListAsync(runId, stopping.Token))
            drive.Told[wait.Key] = true;
        await BurstAsync(runId, drive, first);
        while (!drive.Ended.Task.IsCompleted)
        {
            await Task.WhenAny(drive.Ended.Task, Task.Delay(CancelPoll, stopping.Token));
            if (!drive.Ended.Task.IsCompleted && locks.CancelAsked(runId))
                await BurstAsync(runId, drive, token => CancelAsync(runId, token));
            if (stopping.IsCancellationRequested)
                return;
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
            log.LogError(e, "The run {Run} cannot go on in this process; 'pipeline run --resume' takes it up again", runId);
            Leave(runId, drive);
        }
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
        var kind = ended.SubStatus switch
        {
            WorkflowSubStatus.Faulted => RunEventKind.Failed,
            WorkflowSubStatus.Cancelled => RunEventKind.Cancelled,
            _ => RunEventKind.Finished,
        };
        await events.RecordAsync(RunEvent.End(ended.Id, kind, ended.FinishedAt ?? ended.UpdatedAt), CancellationToken.None);
        locks.Clear(ended.Id);
    }

    private void Leave(string runId, Drive drive)
    {
        drives.TryRemove(runId, out _);
        drive.Lock.Dispose();
        drive.Ended.TrySetResult();
        Left?.Invoke();
    }

    private sealed class Drive(IDisposable taken)
    {
        public IDisposable Lock { get; } = taken;

        public Task Work { get; set; } = Task.CompletedTask;

        /// <summary>Bursts in progress, whoever began them.</summary>
        public ConcurrentDictionary<Task, bool> Bursts { get; } = new();

        /// <summary>The waits that nobody needs to be told of any more.</summary>
        public ConcurrentDictionary<string, bool> Told { get; } = new();

        public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
