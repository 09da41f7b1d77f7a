using System.Text.Json;
using Pipeline.Tests.Web.Hooks;
using Pipeline.Tests.Web.Pages;

namespace Pipeline.Tests.Web.Hosting;

/// <summary>SIGTERM while a calibration runs: nothing is lost, nothing runs twice, and the node works on.</summary>
public sealed class GracefulStop
{
    [Fact]
    public async Task A_stopped_host_leaves_jobs_running_and_the_next_one_goes_on_with_them()
    {
        await using var host = await ServingHost.StartAsync();
        PagesHost.Hurry(host);
        var started = await host.Admin().PostAsync("/runs/new/demo", new FormUrlEncodedContent([new("model", "llama-3.1-405b"), new("fault", "slow:4")]));
        var run = started.Headers.Location!.ToString().Split('/')[^1];
        var job = await UntilAsync(host, run, r => Calibrate(r) is { ValueKind: JsonValueKind.Object } step && step.GetProperty("state").GetString() == "Running");

        (await host.StopAsync()).ShouldBe(0, host.Errors);
        RunningJobs(host).ShouldNotBeEmpty("the calibration goes on on its node");
        await host.StartAgainAsync();
        var end = await UntilAsync(host, run, r => r.GetProperty("endedAt").ValueKind != JsonValueKind.Null);

        end.GetProperty("status").GetString().ShouldBe("Finished");
        var calibrations = end.GetProperty("steps").EnumerateArray().Where(s => s.GetProperty("name").GetString() == "Calibrate").ToList();
        var calibration = calibrations.ShouldHaveSingleItem();
        (calibration.GetProperty("attempt").GetInt32(), calibration.GetProperty("visit").GetInt32()).ShouldBe((1, 1));
        calibration.GetProperty("startedAt").GetDateTimeOffset().ShouldBe(Calibrate(job).GetProperty("startedAt").GetDateTimeOffset());
    }

    private static JsonElement Calibrate(JsonElement run) => run.GetProperty("steps").EnumerateArray().FirstOrDefault(s => s.GetProperty("name").GetString() == "Calibrate");

    /// <summary>The jobs that have not written how they ended.</summary>
    private static IReadOnlyList<string> RunningJobs(ServingHost host) =>
        [.. Directory.GetDirectories(Path.Combine(host.Data, "workspace", ".pipeline", "jobs")).Where(j => !File.Exists(Path.Combine(j, "exit")))];

    private static async Task<JsonElement> UntilAsync(ServingHost host, string run, Func<JsonElement, bool> what)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        while (true)
        {
            var view = await (await host.Admin().GetAsync($"/api/runs/{run}", limit.Token)).JsonAsync();
            if (what(view))
                return view;
            await Task.Delay(200, limit.Token);
        }
    }
}
