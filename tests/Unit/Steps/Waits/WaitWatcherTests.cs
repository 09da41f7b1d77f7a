using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Pipeline.Activities.Nodes.Jobs;
using Pipeline.Activities.Nodes.Leases;
using Pipeline.Activities.Steps.Waits;

namespace Pipeline.Tests.Unit.Steps.Waits;

public sealed class WaitWatcherTests
{
    [Fact]
    public async Task A_run_that_waits_for_nodes_outlasts_trouble_with_the_database()
    {
        var clock = new FakeTimeProvider();
        var database = new FullDisk();
        await using var watcher = new WaitWatcher(database, database, database, database, new ProgressRecorder(null!, clock), clock, NullLogger<WaitWatcher>.Instance);

        await watcher.WatchAsync("run", TestContext.Current.CancellationToken);

        while (!database.Resumed.Task.IsCompleted)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        (await database.Resumed.Task).ShouldBe("run.AcquireNodes1");
        database.Requests.ShouldBe(2);
    }

    /// <summary>The disk is full when it is first asked for nodes.</summary>
    private sealed class FullDisk : IStepWaits, ILeases, IJobMonitor, IRunResumer
    {
        public int Requests { get; private set; }

        public TaskCompletionSource<string> Resumed { get; } = new();

        public event Action<StepWait>? Saved { add { } remove { } }

        public Task<Lease?> RequestAsync(LeaseRequest request, CancellationToken cancellationToken = default) =>
            ++Requests == 1 ? throw new IOException("disk full") : Task.FromResult<Lease?>(new Lease("run", ["gaudi-1"], 1));

        public Task<IReadOnlyList<StepWait>> ListAsync(string runId, CancellationToken cancellationToken = default) =>
            Task.FromResult<IReadOnlyList<StepWait>>([new StepWait("run.AcquireNodes1", runId) { ForLease = true }]);

        public Task ResumeAsync(string runId, string key, CancellationToken cancellationToken)
        {
            Resumed.SetResult(key);
            return Task.CompletedTask;
        }

        public Task SaveAsync(StepWait wait, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task RemoveAsync(string key, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<Lease?> FindAsync(string runId, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task ReleaseAsync(string runId, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        Task<IReadOnlyList<LeaseEntry>> ILeases.ListAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public void Watch(JobSpec job, IJobObserver observer) => throw new NotSupportedException();

        public void Forget(string jobId) => throw new NotSupportedException();
    }
}
