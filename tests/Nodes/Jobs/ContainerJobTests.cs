using Pipeline.Activities.Nodes.Jobs;
using Pipeline.Activities.Nodes.Shells;
using Pipeline.Tests.Nodes.Shells;

namespace Pipeline.Tests.Nodes.Jobs;

/// <summary>
/// Jobs in containers, with a stand-in for docker that behaves as <c>docker exec</c> does: the command is a session of
/// its own that does not die with the client.
/// </summary>
public sealed class ContainerJobTests : IAsyncDisposable
{
    private readonly JobLaboratory lab = new();

    public ContainerJobTests() => lab.Tool("docker", """
        #!/bin/sh
        [ "$1" = exec ] || exit 125
        [ "$2" = gaudi ] || { echo "Error response from daemon: No such container: $2" >&2; exit 1; }
        shift 2
        IN_CONTAINER=yes
        export IN_CONTAINER
        setsid "$@" &
        wait $!
        """);

    public ValueTask DisposeAsync() => lab.DisposeAsync();

    [Fact]
    public async Task The_script_runs_inside_and_tells_its_exit_code()
    {
        var end = await lab.RunAsync(Spec(ShellScript.Of($"echo $IN_CONTAINER; exit 9")));
        end.Status.ExitCode.ShouldBe(9);
        end.Log.ShouldBe("yes\n");
    }

    [Theory]
    [MemberData(nameof(HostileTexts.Rows), MemberType = typeof(HostileTexts))]
    public async Task Hostile_values_arrive_as_literal_text(string value)
    {
        var folder = Directory.CreateDirectory(Path.Combine(lab.Workspace, "with ' and $x")).FullName;
        var job = Spec(ShellScript.Of($"printf '%s|%s|%s' {value} \"$HOSTILE\" \"$PWD\"")) with
        {
            Environment = new Dictionary<string, string> { ["HOSTILE"] = value },
            WorkingDirectory = folder,
        };
        (await lab.RunAsync(job)).Log.ShouldBe($"{value}|{value}|{folder}");
    }

    [Fact]
    public async Task A_missing_container_fails_the_job_and_is_named()
    {
        var end = await lab.RunAsync(Spec(ShellScript.Of($"echo never")) with { Container = "no-such-one" });
        end.Status.ExitCode.ShouldBe(1);
        end.Log.ShouldContain("No such container: no-such-one");
    }

    [Fact]
    public async Task Cancelling_ends_the_processes_inside()
    {
        var job = Spec(ShellScript.Of($"trap '' TERM; echo ready; sh -c 'trap \"\" TERM; sleep 600' & sleep 600"));
        var inside = await StartAsync(job);
        await lab.Jobs.CancelAsync(job.Node, job.Id, TimeSpan.FromSeconds(0.3));
        (await lab.ReadAsync(job)).Status.State.ShouldBe(JobState.Cancelled);
        JobLaboratory.GroupLives(inside).ShouldBeFalse();
        JobLaboratory.GroupLives(lab.ProcessOf(job)).ShouldBeFalse();
    }

    [Fact]
    public async Task Cancelling_reaches_children_inside_also_where_exec_makes_no_session()
    {
        lab.Tool("docker", "#!/bin/sh\nshift 2\nexec \"$@\"\n");
        var job = Spec(ShellScript.Of($"echo ready; sleep 600 & sleep 600"));
        var inside = await StartAsync(job);
        await lab.Jobs.CancelAsync(job.Node, job.Id, TimeSpan.FromMinutes(5)).WaitAsync(TimeSpan.FromSeconds(60));
        (await lab.ReadAsync(job)).Status.State.ShouldBe(JobState.Cancelled);
        JobLaboratory.GroupLives(inside).ShouldBeFalse();
    }

    [Fact]
    public async Task A_client_that_dies_does_not_end_the_job()
    {
        var gate = Path.Combine(lab.Workspace, "gate");
        var job = Spec(ShellScript.Of($"echo ready; while [ ! -e {gate} ]; do sleep 0.02; done; echo end; exit 8"));
        await StartAsync(job);
        JobLaboratory.Sh($"pids=$(ps -o pid= -o ppid= -g {lab.ProcessOf(job)} | while read -r pid parent; do [ $parent = {lab.ProcessOf(job)} ] && echo $pid; done); kill -KILL $pids").ShouldBe(0);
        (await lab.ReadAsync(job)).Status.State.ShouldBe(JobState.Running);
        File.WriteAllText(gate, "");
        var end = await lab.EndAsync(job);
        end.Status.ExitCode.ShouldBe(8);
        end.Log.ShouldContain("end\n");
    }

    [Fact]
    public async Task A_container_that_is_stopped_ends_the_job_with_the_clients_code()
    {
        var job = Spec(ShellScript.Of($"echo ready; sleep 600"));
        var inside = await StartAsync(job);
        JobLaboratory.Sh($"kill -KILL -{inside}");
        (await lab.EndAsync(job)).Status.ExitCode.ShouldBe(137);
    }

    private JobSpec Spec(ShellScript script) => lab.Spec(script) with { Container = "gaudi" };

    /// <summary>The process inside, once the script has said that it is ready.</summary>
    private async Task<int> StartAsync(JobSpec job)
    {
        await lab.Jobs.StartAsync(job);
        await Eventually.BeTrueAsync(async () => (await lab.ReadAsync(job)).Log.Contains("ready", StringComparison.Ordinal));
        return int.Parse(File.ReadAllText(lab.InFolder(job, "inside")).Split(' ')[0]);
    }
}
