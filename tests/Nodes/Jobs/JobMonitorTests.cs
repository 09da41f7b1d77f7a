using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Pipeline.Activities.Nodes.Jobs;
using Pipeline.Activities.Nodes.Shells;
using Pipeline.Tests.Nodes.Support;

namespace Pipeline.Tests.Nodes.Jobs;

public sealed class JobMonitorTests
{
    [Fact]
    public async Task The_observer_hears_the_whole_log_and_then_the_end()
    {
        using var lab = new NodeLab();
        await using var monitor = new JobMonitor(lab.Jobs, TimeProvider.System, NullLogger<JobMonitor>.Instance);
        var job = NodeLab.Job("counted", ShellScript.Of($"i=0; while [ $i -lt 2000 ]; do echo \"line $i €\"; i=$((i + 1)); done"));
        var observer = new Listener();

        await lab.Jobs.StartAsync(job);
        monitor.Watch(job, observer);
        var status = await observer.Ended.Task.WaitAsync(TimeSpan.FromSeconds(30));

        status.ExitCode.ShouldBe(0);
        observer.Log.ToString().ShouldBe(string.Concat(Enumerable.Range(0, 2000).Select(i => $"line {i} €\n")));
    }

    [Fact]
    public async Task A_silent_job_is_ended_and_counts_as_timed_out()
    {
        using var lab = new NodeLab();
        await using var monitor = new JobMonitor(lab.Jobs, TimeProvider.System, NullLogger<JobMonitor>.Instance);
        var job = NodeLab.Job("silent", ShellScript.Of($"echo once; sleep 60")) with { SilenceLimit = TimeSpan.FromSeconds(1) };
        var observer = new Listener();

        await lab.Jobs.StartAsync(job);
        monitor.Watch(job, observer);
        var status = await observer.Ended.Task.WaitAsync(TimeSpan.FromSeconds(30));

        status.State.ShouldBe(JobState.TimedOut);
        status.Reason!.ShouldContain("printed nothing");
    }

    [Fact]
    public async Task An_end_that_could_not_be_delivered_is_told_again()
    {
        using var lab = new NodeLab();
        await using var monitor = new JobMonitor(lab.Jobs, TimeProvider.System, NullLogger<JobMonitor>.Instance);
        var job = NodeLab.Job("retold", ShellScript.Of($"exit 0"));
        var observer = new Listener { FailFirst = true };

        await lab.Jobs.StartAsync(job);
        monitor.Watch(job, observer);

        (await observer.Ended.Task.WaitAsync(TimeSpan.FromSeconds(30))).State.ShouldBe(JobState.Exited);
    }

    [Fact]
    public async Task Stopping_the_monitor_leaves_the_job_running_for_the_next_one()
    {
        using var lab = new NodeLab();
        var job = NodeLab.Job("survivor", ShellScript.Of($"while [ ! -e {lab.Workspace}/go ]; do sleep 0.05; done; echo through"));
        await lab.Jobs.StartAsync(job);
        await using (var first = new JobMonitor(lab.Jobs, TimeProvider.System, NullLogger<JobMonitor>.Instance))
            first.Watch(job, new Listener());
        await File.WriteAllTextAsync($"{lab.Workspace}/go", "");

        await using var second = new JobMonitor(lab.Jobs, TimeProvider.System, NullLogger<JobMonitor>.Instance);
        var observer = new Listener();
        second.Watch(job, observer);

        (await observer.Ended.Task.WaitAsync(TimeSpan.FromSeconds(30))).ExitCode.ShouldBe(0);
        observer.Log.ToString().ShouldBe("through\n");
    }

    private sealed class Listener : IJobObserver
    {
        public StringBuilder Log { get; } = new();

        public TaskCompletionSource<JobStatus> Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool FailFirst { get; set; }

        public Task OnOutputAsync(JobStatus status, string text, CancellationToken cancellationToken)
        {
            Log.Append(text);
            return Task.CompletedTask;
        }

        public Task OnEndedAsync(JobStatus status, CancellationToken cancellationToken)
        {
            if (FailFirst)
            {
                FailFirst = false;
                throw new InvalidOperationException("not now");
            }

            Ended.TrySetResult(status);
            return Task.CompletedTask;
        }

        public Task OnUnreachableAsync(string jobId, string reason, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
