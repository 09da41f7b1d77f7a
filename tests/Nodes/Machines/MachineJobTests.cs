using Pipeline.Activities.Nodes.Jobs;
using Pipeline.Activities.Nodes.Pool;
using Pipeline.Activities.Nodes.Shells;

namespace Pipeline.Tests.Nodes.Machines;

/// <summary>Detached jobs on a machine whose shared disk, or which itself, is in trouble; over SSH.</summary>
public sealed class MachineJobTests : IAsyncLifetime
{
    private MachineLaboratory lab = null!;
    private NodePool pool = null!;
    private DetachedJobs jobs = null!;

    public async ValueTask InitializeAsync()
    {
        lab = await MachineLaboratory.StartAsync(1);
        pool = lab.Pool();
        jobs = new DetachedJobs(pool);
    }

    public async ValueTask DisposeAsync()
    {
        await pool.DisposeAsync();
        await lab.DisposeAsync();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task An_exit_code_has_its_room_on_a_disk_that_became_full(int code)
    {
        var job = await StartAsync(ShellScript.Of($"while [ ! -e {Gate} ]; do sleep 0.05; done; exit {code}"));
        await lab.FillDiskAsync();
        await File.WriteAllTextAsync(Gate, "");
        var end = await EndAsync(job);
        (end.State, end.ExitCode).ShouldBe((JobState.Exited, code));
        if (code == 0)
            end.Reason.ShouldBeNull();
        else
            end.Reason!.ShouldContain("No space left on device");
    }

    [Fact]
    public async Task A_start_on_a_full_disk_is_refused_with_the_cause()
    {
        await lab.FillDiskAsync();
        (await Should.ThrowAsync<ShellException>(StartAsync(ShellScript.Of($"echo never")))).Message.ShouldContain("No space left on device");
    }

    [Fact]
    public async Task A_start_on_a_read_only_disk_is_refused_with_the_cause()
    {
        await HostCommand.RunAsync($"mount -o remount,ro {lab.Workspace}");
        (await Should.ThrowAsync<ShellException>(StartAsync(ShellScript.Of($"echo never")))).Message.ShouldContain("Read-only file system");
    }

    [Fact]
    public async Task A_reboot_is_told_from_an_end_though_the_machine_gives_the_same_process_ids_again()
    {
        var job = await StartAsync(ShellScript.Of($"sleep 600"));
        await lab.Machines[0].RebootAsync();
        for (var i = 0; i < 3; i++)
            await StartAsync(ShellScript.Of($"sleep 600"));
        var end = await EndAsync(job);
        (end.State, end.Reason).ShouldBe((JobState.Lost, "gaudi-1 was rebooted while it ran"));
    }

    [Fact]
    public async Task A_shared_disk_that_is_not_mounted_yet_loses_no_job()
    {
        var job = await StartAsync(ShellScript.Of($"sleep 600"));
        Directory.Move($"{lab.Workspace}/.pipeline", $"{lab.Workspace}/away");
        (await Should.ThrowAsync<ShellException>(ReadAsync(job))).Message.ShouldContain("is the shared file system mounted?");
        Directory.Move($"{lab.Workspace}/away", $"{lab.Workspace}/.pipeline");
        (await ReadAsync(job)).State.ShouldBe(JobState.Running);
    }

    private string Gate => lab.In("gate");

    private async Task<JobSpec> StartAsync(ShellScript script)
    {
        var job = new JobSpec($"job-{Guid.NewGuid():N}", "gaudi-1", script);
        await jobs.StartAsync(job);
        return job;
    }

    private async Task<JobStatus> ReadAsync(JobSpec job) => (await jobs.ReadAsync(job.Node, [new JobPosition(job.Id, 0, job)]))[0].Status;

    private async Task<JobStatus> EndAsync(JobSpec job)
    {
        JobStatus? status = null;
        await Eventually.BeTrueAsync(async () => (status = await ReadAsync(job)).State != JobState.Running);
        return status!;
    }
}
