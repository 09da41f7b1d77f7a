using System.Net;
using System.Text.Json;
using Pipeline.Tests.Web.Hooks;

namespace Pipeline.Tests.Web.Scheduling;

/// <summary>Schedules of a real host: over kills, beside the command line, and over HTTP.</summary>
public sealed class Timers
{
    private const string EveryFiveSeconds = """
        { "Schedules": { "NightlyNodeHealth": { "Cron": "0/5 * * * * ?", "TimeZone": "Europe/Berlin", "Missed": "run" } } }
        """;

    [Fact]
    public async Task No_timer_fires_twice_however_the_host_dies_and_commands_work_beside_it()
    {
        using var settings = new SettingsFile(EveryFiveSeconds);
        var config = settings.Path;
        await using var host = await ServingHost.StartAsync("--config", config);
        await UntilAsync(host, o => o.GetProperty("items").EnumerateArray().Any(i => i.GetProperty("run").ValueKind == JsonValueKind.String));

        await host.KillAsync();
        await host.StartAgainAsync("--config", config);
        await UntilAsync(host, o => o.GetProperty("state").GetString() == "Ended");
        var paused = await host.RunAsync("schedules", "pause", "NightlyNodeHealth", "--json", "--config", config);
        paused.ExitCode.ShouldBe(0, paused.Error);
        paused.Json.GetProperty("state").GetString().ShouldBe("Paused");
        await host.KillAsync();

        var listed = await host.RunAsync("schedules", "list", "--json", "--config", config);
        var schedule = listed.Json.GetProperty("schedules").EnumerateArray().Single(s => s.GetProperty("name").GetString() == "NightlyNodeHealth");
        schedule.GetProperty("state").GetString().ShouldBe("Paused");
        schedule.GetProperty("next").ValueKind.ShouldBe(JsonValueKind.Null);
        var fired = schedule.GetProperty("occurrences").EnumerateArray().ToList();
        fired.Select(o => o.GetProperty("fireTime").GetDateTimeOffset()).ShouldBeUnique();
        var begun = fired.SelectMany(o => o.GetProperty("items").EnumerateArray()).Select(i => i.GetProperty("run").GetString()).OfType<string>().ToList();
        begun.ShouldBeUnique();
        var runs = (await host.RunAsync("runs", "--limit", "1000", "--json")).Json.GetProperty("runs").EnumerateArray().ToList();
        runs.Count.ShouldBeGreaterThanOrEqualTo(2);
        // A run may have been started the moment the host died, before the report names it; never more than one a node and night.
        runs.Count.ShouldBeLessThanOrEqualTo(2 * fired.Count(o => o.GetProperty("state").GetString() != "Skipped"));
    }

    [Fact]
    public async Task Schedules_are_paused_resumed_and_run_over_http_by_those_who_may()
    {
        await using var host = await ServingHost.StartAsync();
        var viewer = host.Client(await host.KeyAsync("viewer"));
        var admin = host.Admin();

        (await viewer.GetAsync("/api/schedules")).StatusCode.ShouldBe(HttpStatusCode.OK);
        foreach (var verb in (string[])["pause", "resume", "run-now"])
            (await viewer.PostAsync($"/api/schedules/NightlyNodeHealth/{verb}", null)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await host.Client().PostAsync("/api/schedules/NightlyNodeHealth/pause", null)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await admin.PostAsync("/api/schedules/NoSuch/pause", null)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await admin.PostAsync("/api/schedules/NightlyRecalibration/run-now", null)).StatusCode.ShouldBe(HttpStatusCode.BadRequest, "its catalogue is empty");

        (await (await admin.PostAsync("/api/schedules/NightlyNodeHealth/pause", null)).JsonAsync()).GetProperty("state").GetString().ShouldBe("Paused");
        await host.KillAsync();
        await host.StartAgainAsync();
        (await (await admin.GetAsync("/api/schedules/NightlyNodeHealth")).JsonAsync()).GetProperty("state").GetString().ShouldBe("Paused");
        (await (await admin.PostAsync("/api/schedules/NightlyNodeHealth/resume", null)).JsonAsync()).GetProperty("state").GetString().ShouldBe("Off");

        (await (await admin.PostAsync("/api/schedules/NightlyNodeHealth/run-now", null)).JsonAsync()).GetProperty("occurrences").GetArrayLength().ShouldBe(1);
        var report = await UntilAsync(host, o => o.GetProperty("state").GetString() == "Ended");
        report.GetProperty("items").EnumerateArray().Select(i => (i.GetProperty("name").GetString(), i.GetProperty("state").GetString()))
            .ShouldBe([("gaudi-1", "Finished"), ("gaudi-2", "Finished")]);
        var audit = await (await admin.GetAsync("/api/audit")).JsonAsync();
        audit.EnumerateArray().Select(e => e.GetProperty("action").GetString()).Where(a => a!.StartsWith("schedule.", StringComparison.Ordinal)).ShouldBe(["schedule.run", "schedule.resume", "schedule.pause"]);
    }

    private static async Task<JsonElement> UntilAsync(ServingHost host, Func<JsonElement, bool> what)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (true)
        {
            var schedule = await (await host.Admin().GetAsync("/api/schedules/NightlyNodeHealth", limit.Token)).JsonAsync();
            if (schedule.GetProperty("occurrences").EnumerateArray().FirstOrDefault(what) is { ValueKind: JsonValueKind.Object } found)
                return found;
            await Task.Delay(200, limit.Token);
        }
    }
}
