using Pipeline.Tests.Host;

namespace Pipeline.Tests.Nodes.Calibrations;

/// <summary>
/// The main job over SSH, undisturbed and in every calamity that hours on a cluster bring. The calamities run side by side,
/// since most of them are waiting.
/// </summary>
public sealed class CalibrationOverSshTests(CalibrationOverSshTests.Runs runs) : IClassFixture<CalibrationOverSshTests.Runs>
{
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(30);

    [Fact]
    public Task It_finishes_and_leaves_nothing_behind() => runs.Undisturbed;

    [Fact]
    public Task A_network_cut_for_half_a_minute_costs_nothing() => runs.Cut;

    [Fact]
    public Task An_sshd_that_is_killed_and_started_again_costs_nothing() => runs.KilledSshd;

    [Fact]
    public Task A_head_that_reboots_is_named_and_a_retry_finishes() => runs.RebootedHead;

    [Fact]
    public Task A_worker_that_reboots_is_named_though_it_runs_no_job_and_a_retry_finishes() => runs.RebootedWorker;

    [Fact]
    public Task A_host_that_is_killed_goes_on_where_it_was() => runs.KilledHost;

    [Fact]
    public Task A_full_disk_is_named_and_a_retry_finishes() => runs.FullDisk;

    private static async Task UndisturbedAsync(SshCalibration calibration) =>
        await calibration.ShouldHaveFinishedAtOnceAsync(await calibration.Host.RunAsync([.. calibration.Command, "--set", "serveOn=8"]));

    private static async Task CutAsync(SshCalibration calibration)
    {
        var run = await calibration.BeginAsync();
        await calibration.Head.CutAsync();
        await Task.Delay(Outage);
        await calibration.Head.ReconnectAsync();
        await calibration.ShouldHaveFinishedAtOnceAsync(await run);
    }

    private static async Task KilledSshdAsync(SshCalibration calibration)
    {
        var run = await calibration.BeginAsync();
        foreach (var machine in calibration.Lab.Machines)
            await machine.KillSshdAsync();
        (await calibration.Head.ProcessesAsync()).ShouldNotBeEmpty();
        foreach (var machine in calibration.Lab.Machines)
            await machine.StartSshdAsync();
        await calibration.ShouldHaveFinishedAtOnceAsync(await run);
    }

    private static async Task RebootedHeadAsync(SshCalibration calibration)
    {
        var run = await calibration.BeginAsync();
        await calibration.Head.RebootAsync();
        var failed = await calibration.ShouldHaveFailedAsync(await run, "gaudi-1 was rebooted while the step ran");
        await calibration.ShouldHaveFinishedAsync(await calibration.RunAsync("retry", failed, "--json"));
    }

    private static async Task RebootedWorkerAsync(SshCalibration calibration)
    {
        var run = await calibration.BeginAsync();
        await calibration.Worker.RebootAsync();
        var failed = await calibration.ShouldHaveFailedAsync(await run, "gaudi-2 was rebooted while the step ran");
        await calibration.ShouldHaveFinishedAsync(await calibration.RunAsync("retry", failed, "--json"));
    }

    private static async Task KilledHostAsync(SshCalibration calibration)
    {
        using (var first = calibration.Host.Start(calibration.Command))
        {
            var output = first.StandardOutput.ReadToEndAsync();
            await Eventually.BeTrueAsync(calibration.Calibrates, SshCalibration.Patience);
            first.HasExited.ShouldBeFalse();
            first.Kill();
            await first.WaitForExitAsync();
            await output;
        }

        await calibration.ShouldHaveFinishedAtOnceAsync(await calibration.RunAsync("run", "--resume", "--json"));
    }

    private static async Task FullDiskAsync(SshCalibration calibration)
    {
        var run = await calibration.BeginAsync();
        await calibration.Lab.FillDiskAsync();
        var failed = await calibration.ShouldHaveFailedAsync(await run, "A disk or /dev/shm is full");
        await calibration.Lab.FreeDiskAsync();
        await calibration.ShouldHaveFinishedAsync(await calibration.RunAsync("retry", failed, "--json"));
    }

    /// <summary>Begins all runs at once, and ends with the last of them: each clears its machines away itself.</summary>
    public sealed class Runs : IAsyncDisposable
    {
        internal Task Undisturbed { get; } = OnMachinesAsync(UndisturbedAsync);

        internal Task Cut { get; } = OnMachinesAsync(CutAsync);

        internal Task KilledSshd { get; } = OnMachinesAsync(KilledSshdAsync);

        internal Task RebootedHead { get; } = OnMachinesAsync(RebootedHeadAsync);

        internal Task RebootedWorker { get; } = OnMachinesAsync(RebootedWorkerAsync);

        internal Task KilledHost { get; } = OnMachinesAsync(KilledHostAsync);

        internal Task FullDisk { get; } = OnMachinesAsync(FullDiskAsync);

        public async ValueTask DisposeAsync() =>
            await Task.WhenAll(Undisturbed, Cut, KilledSshd, RebootedHead, RebootedWorker, KilledHost, FullDisk).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        private static Task OnMachinesAsync(Func<SshCalibration, Task> story) => Task.Run(async () =>
        {
            await using var calibration = await SshCalibration.PrepareAsync();
            await story(calibration);
        });
    }
}
