using System.Diagnostics;

namespace Pipeline.Tests.Host.Demo;

/// <summary>A calibration whose sub-steps are jobs of their own goes on where it stopped.</summary>
public sealed class StepwiseCalibrations
{
    private static readonly string[] Demo = ["demo", "--model", "llama-3.1-8b", "--set", "mode=stepwise", "--set", "serveOn=0", "--json"];

    [Fact]
    public async Task A_failure_in_sub_step_4_does_not_repeat_the_first_three_also_over_nodes()
    {
        using var host = new HostProcess();

        var outcome = await host.RunAsync("demo", "--set", "mode=stepwise", "--set", "serveOn=0", "--json", "--fault", "quantize-crash:once", "--fault", "ray-late:gaudi-2:5");

        outcome.ExitCode.ShouldBe(0, outcome.Error);
        outcome.Step("Calibrate").GetProperty("attempts").GetInt32().ShouldBe(2);
        Starts(host).ShouldBe([1, 1, 1, 2]);
    }

    [Fact]
    public async Task A_damaged_measurement_is_measured_again_by_a_retry()
    {
        using var host = new HostProcess();
        var config = Path.Combine(host.Data, "one-attempt.json");
        await File.WriteAllTextAsync(config, """{ "Steps": { "Policies": { "Calibrate": { "Attempts": 1 } } } }""");
        var failed = await host.RunAsync([.. Demo, "--fault", "quantize-crash:once", "--config", config]);
        failed.ExitCode.ShouldBe(1, failed.Output);
        failed.Json.GetProperty("error").GetString()!.ShouldContain("4/4 Quantize scales");
        foreach (var file in Directory.GetFiles(host.Data, "inc_output_hooks_maxabs_3_8.json", SearchOption.AllDirectories))
            await File.AppendAllTextAsync(file, " ");

        var retried = await host.RunAsync("retry", failed.Json.GetProperty("run").GetString()!, "--json");

        retried.ExitCode.ShouldBe(0, retried.Error);
        Starts(host).ShouldBe([1, 2, 2, 2]);
    }

    [Fact]
    public async Task A_host_killed_in_a_sub_step_repeats_none()
    {
        using var host = new HostProcess();
        using var first = host.Start(Demo);
        await Measuring(host, first);
        first.Kill();
        await first.WaitForExitAsync();

        var outcome = await host.RunAsync("run", "--resume", "--json");

        outcome.ExitCode.ShouldBe(0, outcome.Error);
        Starts(host).ShouldBe([1, 1, 1, 1]);
    }

    /// <summary>How often each of the sub-steps 1 to 4 was started on the head.</summary>
    private static int[] Starts(HostProcess host)
    {
        var lines = host.NodeLog("gaudi-1");
        return [.. Enumerable.Range(1, 4).Select(step => lines.Count(l => IsStart(l, step)))];
    }

    private static bool IsStart(string line, int step) =>
        line.Contains(" start ", StringComparison.Ordinal) && line.Contains($"python3 step-{step}-", StringComparison.Ordinal);

    private static async Task Measuring(HostProcess host, Process process)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < TimeSpan.FromMinutes(2))
        {
            process.HasExited.ShouldBeFalse("the demo ended before it measured");
            if (Directory.GetFiles(host.Data, "log", SearchOption.AllDirectories).Any(f => HostProcess.ReadShared(f).Any(l => IsStart(l, 2))))
                return;
            await Task.Delay(100);
        }

        throw new TimeoutException("The measuring did not begin within two minutes.");
    }
}
