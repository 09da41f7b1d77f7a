using System.Diagnostics;
using Pipeline.Activities.Nodes.Jobs;
using Pipeline.Activities.Nodes.Pool;
using Pipeline.Activities.Nodes.Shells;
using Pipeline.Tests.Nodes.Support;

namespace Pipeline.Tests.Nodes.Jobs;

public sealed class DetachedJobsTests
{
    [Fact]
    public async Task A_job_has_its_environment_its_folder_its_log_and_its_exit_code()
    {
        using var lab = new NodeLab();
        var job = NodeLab.Job("a", ShellScript.Of($"printf '%s\\n' \"$HOSTILE\"; pwd; echo oops >&2; exit 7")) with
        {
            Environment = new Dictionary<string, string> { ["HOSTILE"] = "a'b\"c$(touch /tmp/never)\nnext — ü" },
            WorkingDirectory = lab.Workspace,
        };

        await lab.Jobs.StartAsync(job);
        var end = await lab.End(job);

        end.Status.State.ShouldBe(JobState.Exited);
        end.Status.ExitCode.ShouldBe(7);
        end.Log.ShouldBe($"a'b\"c$(touch /tmp/never)\nnext — ü\n{lab.Workspace}\noops\n");
    }

    [Fact]
    public async Task Ten_concurrent_starts_of_one_job_start_it_once()
    {
        using var lab = new NodeLab();
        var job = NodeLab.Job("once", ShellScript.Of($"echo ran >> {lab.Workspace}/runs"));

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => lab.Jobs.StartAsync(job))));
        await lab.End(job);
        await lab.Jobs.StartAsync(job);
        await lab.End(job);

        File.ReadAllLines($"{lab.Workspace}/runs").ShouldBe(["ran"]);
    }

    [Fact]
    public async Task A_start_that_died_before_the_job_began_is_made_good_by_the_next()
    {
        using var lab = new NodeLab();
        var job = NodeLab.Job("half", ShellScript.Of($"echo ran"));
        Directory.CreateDirectory(lab.Jobs.Folder("half"));

        await lab.Jobs.StartAsync(job);

        (await lab.End(job)).Log.ShouldBe("ran\n");
    }

    [Fact]
    public async Task A_second_host_reads_the_same_job()
    {
        using var lab = new NodeLab();
        var job = NodeLab.Job("shared", ShellScript.Of($"echo first; while [ ! -e {lab.Workspace}/go ]; do sleep 0.05; done; echo second"));
        await lab.Jobs.StartAsync(job);
        var other = new DetachedJobs(lab.Pool);

        await other.StartAsync(job);
        await File.WriteAllTextAsync($"{lab.Workspace}/go", "");

        (await lab.End(job)).Log.ShouldBe("first\nsecond\n");
    }

    [Fact]
    public async Task A_job_whose_process_was_killed_is_lost_and_says_so()
    {
        using var lab = new NodeLab();
        var job = NodeLab.Job("killed", ShellScript.Of($"echo up; sleep 60"));
        await lab.Jobs.StartAsync(job);
        await NodeLab.Until(() => File.Exists($"{lab.Jobs.Folder("killed")}/pid"));

        await Kill(lab, "killed", "KILL");
        var end = await lab.End(job);

        end.Status.State.ShouldBe(JobState.Lost);
        end.Status.Reason.ShouldBe("its process was killed");
    }

    [Theory]
    [InlineData("other-boot-id", "the node was rebooted")]
    [InlineData(null, "its process was killed")]
    public async Task A_rebooted_node_and_a_reused_pid_are_recognised(string? boot, string reason)
    {
        using var lab = new NodeLab();
        var folder = lab.Jobs.Folder("old");
        Directory.CreateDirectory($"{folder}/claim");
        boot ??= (await File.ReadAllTextAsync("/proc/sys/kernel/random/boot_id")).Trim();
        await File.WriteAllTextAsync($"{folder}/pid", $"{Environment.ProcessId} {boot} 1\n");

        var reading = await lab.Read(NodeLab.Job("old", ShellScript.Empty));

        reading.Status.State.ShouldBe(JobState.Lost);
        reading.Status.Reason.ShouldBe(reason);
    }

    [Fact]
    public async Task Cancelling_ends_children_that_ignore_TERM()
    {
        using var lab = new NodeLab();
        var job = NodeLab.Job("stubborn", ShellScript.Of($"trap '' TERM; echo up; while :; do sleep 0.1; done"));
        await lab.Jobs.StartAsync(job);
        await NodeLab.Until(() => File.Exists($"{lab.Jobs.Folder("stubborn")}/pid"));

        await lab.Jobs.CancelAsync("n1", "stubborn", TimeSpan.FromMilliseconds(300));

        (await lab.End(job)).Status.State.ShouldBe(JobState.Cancelled);
        var pid = (await File.ReadAllTextAsync($"{lab.Jobs.Folder("stubborn")}/pid")).Split(' ')[0];
        (!File.Exists($"/proc/{pid}/stat") || (await File.ReadAllTextAsync($"/proc/{pid}/stat")).Contains(") Z", StringComparison.Ordinal)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_job_that_was_cancelled_before_it_started_never_starts()
    {
        using var lab = new NodeLab();
        var job = NodeLab.Job("early", ShellScript.Of($"echo ran > {lab.Workspace}/ran"));

        await lab.Jobs.CancelAsync("n1", "early", TimeSpan.FromSeconds(1));
        await lab.Jobs.StartAsync(job);

        (await lab.End(job)).Status.State.ShouldBe(JobState.Cancelled);
        File.Exists($"{lab.Workspace}/ran").ShouldBeFalse();
    }

    [Fact]
    public async Task Cancelling_a_job_that_has_ended_changes_nothing()
    {
        using var lab = new NodeLab();
        var job = NodeLab.Job("done", ShellScript.Of($"exit 3"));
        await lab.Jobs.StartAsync(job);
        await lab.End(job);

        await lab.Jobs.CancelAsync("n1", "done", TimeSpan.FromSeconds(1));

        (await lab.Read(job)).Status.ShouldBe(new JobStatus("done", "n1", JobState.Exited, 3, 0));
    }

    [Fact]
    public async Task A_log_is_read_in_pages_that_cut_no_character()
    {
        using var lab = new NodeLab();
        var text = string.Concat(Enumerable.Repeat("äöü€😀", 20_000));
        await File.WriteAllTextAsync($"{lab.Workspace}/text", text);
        var job = NodeLab.Job("long", ShellScript.Of($"cat {lab.Workspace}/text"));
        await lab.Jobs.StartAsync(job);
        await lab.End(job);

        var read = new System.Text.StringBuilder();
        long offset = 0;
        while (true)
        {
            var reading = (await lab.Jobs.ReadAsync("n1", [new JobPosition("long", offset, job)], 1001))[0];
            if (reading.NextOffset == offset)
                break;
            read.Append(reading.Log);
            offset = reading.NextOffset;
            if (read.Length < 3000)
                continue;
            offset = (await lab.Read(job, offset)).NextOffset;
            break;
        }

        text.ShouldStartWith(read.ToString());
    }

    [Fact]
    public async Task A_job_in_a_container_goes_through_docker_exec_with_its_environment_whole()
    {
        using var lab = new NodeLab(new ContainerDefinition { Name = "gaudi", Image = "x" });
        lab.Tool("docker", $"echo \"$@\" >> {lab.Workspace}/docker-calls; shift 2; exec \"$@\"");
        var job = NodeLab.Job("inside", ShellScript.Of($"echo \"[$VALUE]\"")) with
        {
            Container = "gaudi",
            Environment = new Dictionary<string, string> { ["VALUE"] = "two words; $HOME 'q'" },
        };

        await lab.Jobs.StartAsync(job);

        (await lab.End(job)).Log.ShouldBe("[two words; $HOME 'q']\n");
        (await File.ReadAllTextAsync($"{lab.Workspace}/docker-calls")).ShouldStartWith("exec gaudi sh -c");
    }

    [Fact]
    public async Task A_workspace_that_cannot_be_written_is_named()
    {
        using var lab = new NodeLab();
        await File.WriteAllTextAsync($"{lab.Workspace}/.pipeline", "a file where the folder should be");

        var error = await Should.ThrowAsync<ShellException>(() => lab.Jobs.StartAsync(NodeLab.Job("x", ShellScript.Empty)));

        error.Message.ShouldContain(lab.Workspace);
    }

    private static async Task Kill(NodeLab lab, string job, string signal)
    {
        var pid = (await File.ReadAllTextAsync($"{lab.Jobs.Folder(job)}/pid")).Split(' ')[0];
        using var kill = Process.Start("/bin/sh", ["-c", $"kill -s {signal} -- -{pid}"]);
        await kill.WaitForExitAsync();
    }
}
