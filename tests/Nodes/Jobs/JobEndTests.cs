using Pipeline.Activities.Nodes.Jobs;
using Pipeline.Activities.Nodes.Shells;

namespace Pipeline.Tests.Nodes.Jobs;

public sealed class JobEndTests : IAsyncDisposable
{
    private readonly JobLaboratory lab = new();

    public ValueTask DisposeAsync() => lab.DisposeAsync();

    [Fact]
    public async Task A_script_ended_by_a_signal_exits_with_128_and_its_number() =>
        (await lab.RunAsync(lab.Spec(ShellScript.Of($"kill -KILL $$")))).Status.ExitCode.ShouldBe(128 + 9);

    [Theory]
    [InlineData("No space left on device", true)]
    [InlineData("Disk quota exceeded", true)]
    [InlineData("Permission denied", false)]
    [InlineData("Input/output error", false)]
    public async Task A_failed_job_tells_a_full_disk_only_where_that_is_what_refuses_its_words(string said, bool full)
    {
        lab.Tool("dd", $"#!/bin/sh\necho \"dd: error writing '.room': {said}\" >&2\nexit 1\n");

        var status = (await lab.RunAsync(lab.Spec(ShellScript.Of($"exit 7")))).Status;

        status.ExitCode.ShouldBe(7);
        (status.Reason is not null).ShouldBe(full);
    }

    [Fact]
    public async Task A_job_killed_from_outside_is_lost()
    {
        var job = await StartSleeperAsync();
        JobLaboratory.Sh($"kill -KILL -{lab.ProcessOf(job)}");
        var end = await lab.EndAsync(job);
        end.Status.State.ShouldBe(JobState.Lost);
        end.Status.Reason!.ShouldContain("killed from outside");
    }

    [Fact]
    public async Task A_job_runs_while_any_of_its_processes_does()
    {
        var job = await StartSleeperAsync();
        JobLaboratory.Sh($"kill -KILL {lab.ProcessOf(job)}");
        (await lab.ReadAsync(job)).Status.State.ShouldBe(JobState.Running);
        await lab.Jobs.CancelAsync(job.Node, job.Id, TimeSpan.FromSeconds(10));
        (await lab.ReadAsync(job)).Status.State.ShouldBe(JobState.Cancelled);
        JobLaboratory.GroupLives(lab.ProcessOf(job)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_reused_process_id_is_no_living_job()
    {
        var job = await StartSleeperAsync();
        RewritePid(job, words => words[2] = "1");
        (await lab.ReadAsync(job)).Status.State.ShouldBe(JobState.Lost);
        await lab.Jobs.CancelAsync(job.Node, job.Id, TimeSpan.Zero);
        JobLaboratory.GroupLives(lab.ProcessOf(job)).ShouldBeTrue();
        JobLaboratory.Sh($"kill -KILL -{lab.ProcessOf(job)}");
    }

    [Fact]
    public async Task A_rebooted_node_has_lost_the_job()
    {
        var job = await StartSleeperAsync();
        var process = lab.ProcessOf(job);
        RewritePid(job, words => words[1] = "00000000-0000-0000-0000-000000000000");
        var end = await lab.EndAsync(job);
        end.Status.State.ShouldBe(JobState.Lost);
        end.Status.Reason.ShouldBe("gaudi-1 was rebooted while it ran");
        JobLaboratory.Sh($"kill -KILL -{process}");
    }

    [Fact]
    public async Task A_cancelled_job_ends_with_its_children()
    {
        var job = await StartSleeperAsync();
        await lab.Jobs.CancelAsync(job.Node, job.Id, TimeSpan.FromSeconds(30));
        var end = await lab.ReadAsync(job);
        end.Status.State.ShouldBe(JobState.Cancelled);
        end.Status.ExitCode.ShouldBeNull();
        JobLaboratory.GroupLives(lab.ProcessOf(job)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_cancelled_job_may_clean_up()
    {
        var job = lab.Spec(ShellScript.Of($"trap 'echo cleaned; exit 0' TERM; echo ready; while :; do sleep 0.05; done"));
        await lab.Jobs.StartAsync(job);
        await Eventually.BeTrueAsync(async () => (await lab.ReadAsync(job)).Log.Contains("ready", StringComparison.Ordinal));
        await lab.Jobs.CancelAsync(job.Node, job.Id, TimeSpan.FromSeconds(30));
        var end = await lab.ReadAsync(job);
        end.Log.ShouldContain("cleaned");
        end.Status.State.ShouldBe(JobState.Cancelled);
    }

    [Fact]
    public async Task Children_that_ignore_TERM_are_killed_after_the_grace()
    {
        var job = lab.Spec(ShellScript.Of($"trap '' TERM; sh -c 'trap \"\" TERM; echo ready; sleep 600' & sleep 600"));
        await lab.Jobs.StartAsync(job);
        await Eventually.BeTrueAsync(async () => (await lab.ReadAsync(job)).Log.Contains("ready", StringComparison.Ordinal));
        await lab.Jobs.CancelAsync(job.Node, job.Id, TimeSpan.FromSeconds(0.3));
        (await lab.ReadAsync(job)).Status.State.ShouldBe(JobState.Cancelled);
        JobLaboratory.GroupLives(lab.ProcessOf(job)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_job_that_never_started_is_cancelled_for_good()
    {
        var job = lab.Spec(ShellScript.Of($"echo never"));
        await lab.Jobs.CancelAsync(job.Node, job.Id, TimeSpan.Zero);
        await lab.Jobs.StartAsync(job);
        var end = await lab.ReadAsync(job);
        end.Status.State.ShouldBe(JobState.Cancelled);
        end.Log.ShouldBeEmpty();
    }

    [Fact]
    public async Task Cancelling_changes_nothing_of_a_job_that_has_ended()
    {
        var job = lab.Spec(ShellScript.Of($"exit 3"));
        await lab.RunAsync(job);
        await lab.Jobs.CancelAsync(job.Node, job.Id, TimeSpan.Zero);
        (await lab.ReadAsync(job)).Status.ExitCode.ShouldBe(3);
    }

    [Fact]
    public async Task The_first_reason_to_end_a_job_stands()
    {
        var job = await StartSleeperAsync();
        await lab.Jobs.CancelAsync(job.Node, job.Id, TimeSpan.FromSeconds(10), "it ran \\n longer\nthan 5 s");
        await lab.Jobs.CancelAsync(job.Node, job.Id, TimeSpan.FromSeconds(10));
        var end = await lab.ReadAsync(job);
        end.Status.State.ShouldBe(JobState.TimedOut);
        end.Status.Reason.ShouldBe("it ran \\n longer than 5 s");
    }

    [Fact]
    public async Task Daemons_that_a_finished_job_left_behind_are_left_alone()
    {
        var job = lab.Spec(ShellScript.Of($"sleep 600 & echo $!"));
        var end = await lab.RunAsync(job);
        await lab.Jobs.CancelAsync(job.Node, job.Id, TimeSpan.Zero);
        (await lab.ReadAsync(job)).Status.State.ShouldBe(JobState.Exited);
        JobLaboratory.Sh($"kill -KILL {end.Log}").ShouldBe(0);
    }

    private async Task<JobSpec> StartSleeperAsync()
    {
        var job = lab.Spec(ShellScript.Of($"sleep 600 & sleep 600"));
        await lab.Jobs.StartAsync(job);
        var process = lab.ProcessOf(job);
        await Eventually.BeTrueAsync(() => JobLaboratory.Sh($"[ $(ps -o comm= -g {process} | grep -c sleep) -eq 2 ]") == 0);
        return job;
    }

    private void RewritePid(JobSpec job, Action<string[]> change)
    {
        var words = File.ReadAllText(lab.InFolder(job, "pid")).TrimEnd('\n').Split(' ');
        change(words);
        File.WriteAllText(lab.InFolder(job, "pid"), string.Join(' ', words) + "\n");
    }
}
