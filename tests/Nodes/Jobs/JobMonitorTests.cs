using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Pipeline.Activities.Nodes.Jobs;
using Pipeline.Activities.Nodes.Pool;
using Pipeline.Activities.Nodes.Shells;

namespace Pipeline.Tests.Nodes.Jobs;

public sealed class JobMonitorTests : IAsyncDisposable
{
    private static readonly JobMonitorOptions Options = new()
    {
        ShortestInterval = TimeSpan.FromMilliseconds(10),
        LongestInterval = TimeSpan.FromMilliseconds(50),
        LongestBackOff = TimeSpan.FromMilliseconds(100),
        EndGrace = TimeSpan.FromSeconds(10),
        LostGrace = TimeSpan.FromSeconds(1),
    };

    private readonly JobLaboratory lab = new();
    private readonly JobMonitor monitor;

    public JobMonitorTests() => monitor = Monitor(lab.Jobs);

    public async ValueTask DisposeAsync()
    {
        await monitor.DisposeAsync();
        await lab.DisposeAsync();
    }

    [Fact]
    public async Task It_tells_all_output_and_then_the_end()
    {
        var (job, observer) = await WatchAsync(lab.Spec(ShellScript.Of($"for i in 1 2 3 4 5; do echo $i; sleep 0.03; done; exit 2")));
        (await observer.Ended).ShouldBe(new JobStatus(job.Id, job.Node, JobState.Exited, 2, 10));
        observer.Output.ShouldBe("1\n2\n3\n4\n5\n");
    }

    [Fact]
    public async Task It_tells_a_log_of_20_megabytes_without_losing_or_doubling_a_line()
    {
        var (_, observer) = await WatchAsync(lab.Spec(ShellScript.Of($"seq -f '%.0f ä世🚀' 1 1200000")));
        (await observer.Ended).LogLength.ShouldBeGreaterThan(20_000_000);
        var lines = observer.Output.Split('\n');
        lines.Length.ShouldBe(1_200_001);
        for (var i = 0; i < lines.Length - 1; i++)
        {
            if (lines[i] != $"{(i + 1).ToString(CultureInfo.InvariantCulture)} ä世🚀")
                Assert.Fail($"Line {i + 1} is '{lines[i]}'.");
        }
    }

    [Fact]
    public async Task An_observer_that_fails_hears_the_end_again_and_disturbs_no_other()
    {
        var failing = new RecordingObserver { Failures = 3 };
        var (_, first) = await WatchAsync(lab.Spec(ShellScript.Of($"true")), failing);
        var (_, second) = await WatchAsync(lab.Spec(ShellScript.Of($"true")));
        await second.Ended;
        (await first.Ended).ExitCode.ShouldBe(0);
        first.Failures.ShouldBe(-1);
    }

    [Fact]
    public async Task After_a_restart_the_next_monitor_tells_the_end_again()
    {
        var (job, observer) = await WatchAsync(lab.Spec(ShellScript.Of($"echo hello; exit 4")));
        await observer.Ended;
        await using var next = Monitor(lab.OtherHost());
        var again = new RecordingObserver();
        next.Watch(job, again);
        (await again.Ended).ExitCode.ShouldBe(4);
        again.Output.ShouldBe("hello\n");
    }

    [Fact]
    public async Task The_stop_of_a_host_does_not_touch_the_jobs()
    {
        var gate = Path.Combine(lab.Workspace, "gate");
        var job = lab.Spec(ShellScript.Of($"while [ ! -e {gate} ]; do sleep 0.02; done; echo on"));
        var first = Monitor(lab.Jobs);
        await lab.Jobs.StartAsync(job);
        first.Watch(job, new RecordingObserver());
        await first.StopAsync(CancellationToken.None);
        await first.DisposeAsync();

        var observer = new RecordingObserver();
        monitor.Watch(job, observer);
        File.WriteAllText(gate, "");
        (await observer.Ended).ExitCode.ShouldBe(0);
        observer.Output.ShouldBe("on\n");
    }

    [Fact]
    public async Task A_job_that_runs_too_long_is_ended_and_says_so()
    {
        var (_, observer) = await WatchAsync(lab.Spec(ShellScript.Of($"while :; do echo busy; sleep 0.1; done")) with { Timeout = TimeSpan.FromSeconds(1) });
        var end = await observer.Ended;
        end.State.ShouldBe(JobState.TimedOut);
        end.Reason.ShouldBe("it ran longer than 1 s");
    }

    [Fact]
    public async Task A_silent_job_is_ended_and_says_so()
    {
        var (_, observer) = await WatchAsync(lab.Spec(ShellScript.Of($"echo last words; sleep 600")) with { SilenceLimit = TimeSpan.FromSeconds(0.5) });
        var end = await observer.Ended;
        end.State.ShouldBe(JobState.TimedOut);
        end.Reason.ShouldBe("it printed nothing for 0.5 s");
        observer.Output.ShouldStartWith("last words\n");
    }

    [Fact]
    public async Task A_job_that_keeps_printing_is_not_silent()
    {
        var job = lab.Spec(ShellScript.Of($"for i in 1 2 3 4 5 6 7 8; do echo $i; sleep 0.2; done")) with { SilenceLimit = TimeSpan.FromSeconds(1.5) };
        var (_, observer) = await WatchAsync(job);
        (await observer.Ended).State.ShouldBe(JobState.Exited);
    }

    [Fact]
    public async Task A_node_out_of_reach_is_told_once_and_its_jobs_go_on_when_it_is_back()
    {
        await using var link = new BreakablePool(lab.Pool);
        await using var distant = Monitor(new DetachedJobs(link));
        var gate = Path.Combine(lab.Workspace, "gate");
        var job = lab.Spec(ShellScript.Of($"echo before; while [ ! -e {gate} ]; do sleep 0.02; done; echo after"));
        await lab.Jobs.StartAsync(job);
        var observer = new RecordingObserver();
        distant.Watch(job, observer);
        await Eventually.BeTrueAsync(() => observer.Output.Length > 0);

        link.Broken = true;
        (await observer.FirstUnreachable).ShouldContain("no route");
        File.WriteAllText(gate, "");
        await lab.EndAsync(job);
        await Eventually.BeTrueAsync(() => link.Refused > 3);
        observer.HasEnded.ShouldBeFalse();

        link.Broken = false;
        (await observer.Ended).ExitCode.ShouldBe(0);
        observer.Output.ShouldBe("before\nafter\n");
        observer.Unreachable.ShouldBe(1);
    }

    [Fact]
    public async Task A_forgotten_job_is_told_no_more()
    {
        var gate = Path.Combine(lab.Workspace, "gate");
        var (job, observer) = await WatchAsync(lab.Spec(ShellScript.Of($"while [ ! -e {gate} ]; do sleep 0.02; done; echo late")));
        monitor.Forget(job.Id);
        File.WriteAllText(gate, "");
        await lab.EndAsync(job);
        var (_, other) = await WatchAsync(lab.Spec(ShellScript.Of($"true")));
        await other.Ended;
        observer.HasEnded.ShouldBeFalse();
        observer.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task Watching_from_within_an_end_goes_on_with_the_next_job()
    {
        var second = lab.Spec(ShellScript.Of($"exit 6"));
        var observer = new RecordingObserver();
        var (_, _) = await WatchAsync(lab.Spec(ShellScript.Of($"true")), new ChainingObserver(async () =>
        {
            await lab.Jobs.StartAsync(second);
            monitor.Watch(second, observer);
        }));
        (await observer.Ended).ExitCode.ShouldBe(6);
    }

    private static JobMonitor Monitor(IJobs jobs) =>
        new(jobs, Microsoft.Extensions.Options.Options.Create(Options), TimeProvider.System, NullLogger<JobMonitor>.Instance);

    private async Task<(JobSpec Job, RecordingObserver Observer)> WatchAsync(JobSpec job, RecordingObserver? observer = null)
    {
        observer ??= new RecordingObserver();
        await WatchAsync(job, (IJobObserver)observer);
        return (job, observer);
    }

    private async Task<(JobSpec Job, IJobObserver Observer)> WatchAsync(JobSpec job, IJobObserver observer)
    {
        await lab.Jobs.StartAsync(job);
        monitor.Watch(job, observer);
        return (job, observer);
    }

    private sealed class ChainingObserver(Func<Task> next) : IJobObserver
    {
        public Task OnOutputAsync(JobStatus status, string text, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task OnEndedAsync(JobStatus status, CancellationToken cancellationToken) => next();

        public Task OnUnreachableAsync(string jobId, string reason, CancellationToken cancellationToken) => Task.CompletedTask;
    }

    /// <summary>A pool whose line to its nodes can be cut.</summary>
    private sealed class BreakablePool(INodePool pool) : INodePool, IShell
    {
        public volatile bool Broken;

        private int refused;

        public int Refused => refused;

        public IReadOnlyList<NodeDefinition> Nodes => pool.Nodes;

        public string Workspace => pool.Workspace;

        public NodeDefinition Find(string name) => pool.Find(name);

        public IShell Shell(string name) => this;

        public Task<ShellResult> RunAsync(ShellCommand command, CancellationToken cancellationToken = default)
        {
            if (!Broken)
                return pool.Shell(JobLaboratory.Node).RunAsync(command, cancellationToken);
            Interlocked.Increment(ref refused);
            throw new ShellException(JobLaboratory.Node, "no route to host", transient: true);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
