using Pipeline.Activities.Nodes.Jobs;
using Pipeline.Activities.Nodes.Shells;
using Pipeline.Tests.Nodes.Shells;

namespace Pipeline.Tests.Nodes.Jobs;

public sealed class JobStartTests : IAsyncDisposable
{
    private readonly JobLaboratory lab = new();

    public ValueTask DisposeAsync() => lab.DisposeAsync();

    [Fact]
    public async Task A_job_tells_its_output_and_exit_code()
    {
        var job = lab.Spec(ShellScript.Of($"echo out; echo err >&2; exit 5"));
        var end = await lab.RunAsync(job);
        end.Status.ShouldBe(new JobStatus(job.Id, JobLaboratory.Node, JobState.Exited, 5, 8));
        end.Log.ShouldBe("out\nerr\n");
        end.NextOffset.ShouldBe(8);
    }

    [Fact]
    public async Task A_job_lives_on_while_nobody_looks()
    {
        var gate = Path.Combine(lab.Workspace, "gate");
        var job = lab.Spec(ShellScript.Of($"echo started; while [ ! -e {gate} ]; do sleep 0.02; done; echo done"));
        await lab.Jobs.StartAsync(job);
        (await lab.ReadAsync(job)).Status.State.ShouldBe(JobState.Running);
        File.WriteAllText(gate, "");
        (await lab.EndAsync(job)).Log.ShouldBe("started\ndone\n");
    }

    [Fact]
    public async Task Ten_starters_start_it_once()
    {
        var log = Path.Combine(lab.Workspace, "started");
        var job = lab.Spec(ShellScript.Of($"echo once >> {log}"));
        var hosts = Enumerable.Range(0, 10).Select(_ => lab.OtherHost()).ToList();
        await Task.WhenAll(hosts.Select(h => h.StartAsync(job)));
        (await lab.EndAsync(job)).Status.ExitCode.ShouldBe(0);
        await lab.Jobs.StartAsync(job);
        (await File.ReadAllTextAsync(log)).ShouldBe("once\n");
    }

    [Theory]
    [InlineData("")]
    [InlineData("touch log script .script.x.1 .claim.x.1")]
    public async Task A_start_that_broke_off_is_made_up_for(string leftovers)
    {
        var job = lab.Spec(ShellScript.Of($"echo ran"));
        var folder = Directory.CreateDirectory(lab.Jobs.Folder(job.Id)).FullName;
        JobLaboratory.Sh($"cd {folder}; {leftovers}");
        (await lab.ReadAsync(job)).Status.Reason.ShouldBe("it was never started on gaudi-1");
        (await lab.RunAsync(job)).Log.ShouldBe("ran\n");
    }

    [Fact]
    public async Task A_second_host_attaches_to_the_same_job()
    {
        var gate = Path.Combine(lab.Workspace, "gate");
        var job = lab.Spec(ShellScript.Of($"echo $$; while [ ! -e {gate} ]; do sleep 0.02; done"));
        await lab.Jobs.StartAsync(job);
        var other = lab.OtherHost();
        await other.StartAsync(job);
        (await other.ReadAsync(job.Node, [new JobPosition(job.Id, 0, job)]))[0].Status.State.ShouldBe(JobState.Running);
        File.WriteAllText(gate, "");
        (await lab.EndAsync(job)).Log.Split('\n').Length.ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(HostileTexts.Rows), MemberType = typeof(HostileTexts))]
    public async Task Hostile_values_arrive_as_literal_text(string value)
    {
        var job = lab.Spec(ShellScript.Of($"printf '%s|%s' {value} \"$HOSTILE\"")) with
        {
            Environment = new Dictionary<string, string> { ["HOSTILE"] = value },
        };
        (await lab.RunAsync(job)).Log.ShouldBe($"{value}|{value}");
    }

    [Fact]
    public async Task It_runs_in_its_working_folder_with_no_input()
    {
        var folder = Directory.CreateDirectory(Path.Combine(lab.Workspace, "a 'b'")).FullName;
        var job = lab.Spec(ShellScript.Of($"pwd; cat")) with { WorkingDirectory = folder };
        (await lab.RunAsync(job)).Log.ShouldBe(folder + "\n");
    }

    [Fact]
    public async Task A_missing_working_folder_fails_the_job_and_says_so()
    {
        var job = lab.Spec(ShellScript.Of($"echo never")) with { WorkingDirectory = "/no/such/folder" };
        var end = await lab.RunAsync(job);
        end.Status.ExitCode.ShouldNotBe(0);
        end.Log.ShouldContain("/no/such/folder");
        end.Log.ShouldNotContain("never");
    }

    [Fact]
    public async Task A_script_longer_than_a_command_line_is_fine()
    {
        var job = lab.Spec(ShellScript.Lines(Enumerable.Range(0, 20_000).Select(i => ShellScript.Of($": {i} filler filler")).Append(ShellScript.Of($"echo end"))));
        (await lab.RunAsync(job)).Log.ShouldBe("end\n");
    }

    [Fact]
    public async Task A_workspace_that_cannot_be_written_is_named()
    {
        var broken = new DetachedJobs(JobLaboratory.Nodes("/proc/no-workspace"));
        var fault = await Should.ThrowAsync<ShellException>(broken.StartAsync(lab.Spec(ShellScript.Empty)));
        fault.Message.ShouldContain("/proc/no-workspace");
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("-rf")]
    [InlineData("a b")]
    public async Task A_name_that_is_no_folder_is_refused(string id) =>
        await Should.ThrowAsync<ArgumentException>(lab.Jobs.StartAsync(new JobSpec(id, JobLaboratory.Node, ShellScript.Empty)));

    [Fact]
    public async Task A_variable_that_no_shell_can_export_is_refused() =>
        (await Should.ThrowAsync<ArgumentException>(lab.Jobs.StartAsync(
            lab.Spec(ShellScript.Empty) with { Environment = new Dictionary<string, string> { ["A;id"] = "" } }))).Message.ShouldContain("A;id");
}
