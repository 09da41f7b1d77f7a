namespace Pipeline.Tests.Host.Runs;

public sealed class Retrying
{
    [Fact]
    public async Task A_failed_run_is_retried_to_its_end_by_the_command_that_asks_for_it()
    {
        using var host = new HostProcess();
        var config = Path.Combine(host.Data, "one-attempt.json");
        await File.WriteAllTextAsync(config, """{ "Steps": { "Policies": { "Calibrate": { "Attempts": 1 } } } }""");
        var failed = await host.RunAsync("demo", "--model", "llama-3.1-8b", "--fault", "crash-at:60:once", "--config", config, "--json");
        failed.ExitCode.ShouldBe(1, failed.Output);

        var retried = await host.RunAsync("retry", failed.Json.GetProperty("run").GetString()!, "--json");

        retried.ExitCode.ShouldBe(0, retried.Error);
        retried.Json.GetProperty("status").GetString().ShouldBe("Finished");
        host.NodeLog("gaudi-1").Count(l => l.Contains(" start ", StringComparison.Ordinal) && l.Contains("calibrate_model.sh", StringComparison.Ordinal)).ShouldBe(2);
    }
}
