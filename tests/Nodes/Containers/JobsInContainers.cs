using Pipeline.Activities.Nodes.Jobs;
using Pipeline.Activities.Nodes.Pool;
using Pipeline.Activities.Nodes.Shells;
using Pipeline.Tests.Nodes.Jobs;
using Pipeline.Tests.Nodes.Shells;
using Pipeline.Tests.Nodes.Ssh;

namespace Pipeline.Tests.Nodes.Containers;

/// <summary>Jobs through <c>docker exec</c> in a real container, on this machine and through a real sshd.</summary>
public sealed class JobsInContainers : IAsyncLifetime
{
    private readonly ContainerLaboratory containers = new();
    private readonly SshLaboratory ssh = new();
    private NodePool pool = null!;
    private DetachedJobs jobs = null!;
    private int count;

    public async ValueTask InitializeAsync()
    {
        (await containers.EnsureAsync(new ContainerDefinition { Name = "gaudi", Image = ContainerLaboratory.Image })).ExitCode.ShouldBe(0);
        var server = await ssh.ServerAsync();
        var target = ssh.Target(server);
        pool = new NodePool(
            new NodePoolOptions
            {
                Workspace = containers.Workspace,
                Nodes =
                [
                    new NodeDefinition { Name = "local", PathPrefix = containers.Tools },
                    new NodeDefinition { Name = "ssh", Transport = Transport.Ssh, Address = target.Host, Port = target.Port, KeyFile = target.KeyFile, KnownHosts = target.KnownHosts, PathPrefix = containers.Tools },
                ],
                Ssh = ssh.Options,
            },
            TimeProvider.System);
        jobs = new DetachedJobs(pool);
    }

    public async ValueTask DisposeAsync()
    {
        await pool.DisposeAsync();
        await ssh.DisposeAsync();
        containers.Dispose();
    }

    [Theory]
    [InlineData("local")]
    [InlineData("ssh")]
    public async Task Hostile_arguments_and_variables_arrive_as_literal_text(string node)
    {
        var values = HostileTexts.All;
        var folder = Directory.CreateDirectory(Path.Combine(containers.Workspace, "with ' and $x")).FullName;
        var job = Spec(node, ShellScript.Of($"printf '%s\\036' {values} \"$HOSTILE\" \"$PWD\"")) with
        {
            Environment = new Dictionary<string, string> { ["HOSTILE"] = string.Join('|', values) },
            WorkingDirectory = folder,
        };

        var end = await RunAsync(job);

        end.Status.ExitCode.ShouldBe(0);
        end.Log.Split('\u001e')[..^1].ShouldBe([.. values.SelectMany(v => v.Split('\u001e')), .. string.Join('|', values).Split('\u001e'), folder]);
    }

    [Theory]
    [InlineData("local")]
    [InlineData("ssh")]
    public async Task Exit_codes_are_the_commands_own(string node)
    {
        (await RunAsync(Spec(node, ShellScript.Of($"exit 7")))).Status.ExitCode.ShouldBe(7);
        (await RunAsync(Spec(node, ShellScript.Of($"no-such-command")))).Status.ExitCode.ShouldBe(127);
        (await RunAsync(Spec(node, ShellScript.Of($"sh -c 'kill -9 $$'")))).Status.ExitCode.ShouldBe(137);
    }

    [Theory]
    [InlineData("local")]
    [InlineData("ssh")]
    public async Task Cancelling_sends_TERM_to_the_command_inside_and_leaves_no_process(string node)
    {
        var job = Spec(node, ShellScript.Of($"trap 'echo got TERM; exit 5' TERM; echo ready; sleep 987 & wait"));
        await jobs.StartAsync(job);
        await Eventually.BeTrueAsync(async () => (await ReadAsync(job)).Log.Contains("ready", StringComparison.Ordinal));

        await jobs.CancelAsync(node, job.Id, TimeSpan.FromSeconds(20));

        var end = await ReadAsync(job);
        (end.Status.State, end.Log).ShouldBe((JobState.Cancelled, "ready\ngot TERM\n"));
        (await containers.RunAsync(ShellScript.Of($"docker exec gaudi ps | grep 'sleep 98[7]'"))).Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_log_is_complete_when_the_end_is_told_however_late_the_client_of_docker_is()
    {
        var go = Path.Combine(containers.Workspace, "go");
        var job = Spec("ssh", ShellScript.Of($"echo ready; while [ ! -e {go} ]; do sleep 0.1; done; echo last words; exit 3"));
        await jobs.StartAsync(job);
        await Eventually.BeTrueAsync(async () => (await ReadAsync(job)).Log.Contains("ready", StringComparison.Ordinal));

        var clients = ShellScript.Of($"pkill -f -e {$"exec gaudi sh {jobs.Folder(job.Id)}/run [i]nside"}");
        (await containers.RunAsync(ShellScript.Of($"{clients} -STOP"))).Output.ShouldContain("killed");
        await File.WriteAllTextAsync(go, "");
        var end = await EndAsync(job);
        await containers.RunAsync(ShellScript.Of($"{clients} -CONT"));

        end.Status.ExitCode.ShouldBe(3);
        end.Log.ShouldBe("ready\nlast words\n");
    }

    [Fact]
    public async Task A_container_that_is_removed_fails_the_job()
    {
        var job = Spec("ssh", ShellScript.Of($"echo ready; sleep 600"));
        await jobs.StartAsync(job);
        await Eventually.BeTrueAsync(async () => (await ReadAsync(job)).Log.Contains("ready", StringComparison.Ordinal));

        (await containers.RunAsync(ShellScript.Of($"docker rm -f gaudi"))).ExitCode.ShouldBe(0);

        // Docker's client tells 137, podman's 255.
        (await EndAsync(job)).Status.ShouldSatisfyAllConditions(s => s.State.ShouldBe(JobState.Exited), s => s.ExitCode.ShouldBeOneOf(137, 255));
    }

    private JobSpec Spec(string node, ShellScript script) => new($"{node}-{++count}", node, script) { Container = "gaudi" };

    private async Task<JobReading> ReadAsync(JobSpec job) => (await jobs.ReadAsync(job.Node, [new JobPosition(job.Id, 0, job)], 256 * 1024))[0];

    private async Task<JobReading> EndAsync(JobSpec job)
    {
        JobReading? reading = null;
        await Eventually.BeTrueAsync(async () => (reading = await ReadAsync(job)).Status.State != JobState.Running);
        return reading!;
    }

    private async Task<JobReading> RunAsync(JobSpec job)
    {
        await jobs.StartAsync(job);
        return await EndAsync(job);
    }
}
