using System.Diagnostics;

namespace Pipeline.Tests.Host.Demo;

/// <summary>The host dies in the middle of hours of work.</summary>
public sealed class KilledHost
{
    [Fact]
    public async Task A_run_whose_host_was_killed_goes_on_without_calibrating_twice()
    {
        using var host = new HostProcess();
        using var first = host.Start("demo", "--json");
        await CalibrationBegan(host, first);
        first.Kill();
        await first.WaitForExitAsync();

        var outcome = await host.RunAsync("run", "--resume", "--json");

        outcome.ExitCode.ShouldBe(0, outcome.Error);
        host.NodeLog("gaudi-1").Count(l => l.Contains(" start ", StringComparison.Ordinal) && l.Contains("calibrate_model.sh", StringComparison.Ordinal)).ShouldBe(1);
        var runs = await host.RunAsync("runs", "--json");
        runs.Output.ShouldContain("Finished");
    }

    private static async Task CalibrationBegan(HostProcess host, Process process)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < TimeSpan.FromMinutes(2))
        {
            process.HasExited.ShouldBeFalse("the demo ended before it calibrated");
            if (Directory.GetFiles(host.Data, "log", SearchOption.AllDirectories).Any(f => HostProcess.ReadShared(f).Any(l => l.Contains(" start ", StringComparison.Ordinal) && l.Contains("calibrate_model.sh", StringComparison.Ordinal))))
                return;
            await Task.Delay(100);
        }

        throw new TimeoutException("The calibration did not begin within two minutes.");
    }
}
