using System.Net;
using System.Text.Json;
using Pipeline.Tests.Web.Hooks;

namespace Pipeline.Tests.Web.Hosting;

/// <summary>The service beside the command line, and over kills and stops.</summary>
public sealed class Serving
{
    private const string Key = "delivery-before-the-kill";

    [Fact]
    public async Task What_was_accepted_before_a_kill_is_there_after_it_and_goes_on()
    {
        await using var host = await ServingHost.StartAsync();
        var run = await host.Client().RunAsync(Signed.Standard(Signed.Body, Key));

        await host.KillAsync();
        await host.StartAgainAsync();

        (await host.Client().RunAsync(Signed.Standard(Signed.Body, Key))).ShouldBe(run);
        (await EndOfAsync(host, run)).GetProperty("status").GetString().ShouldBe("Failed");
        (await (await host.Admin().GetAsync("/api/runs")).JsonAsync()).GetProperty("runs").GetArrayLength().ShouldBe(1);
        (await host.RunAsync("keys", "list", "--json")).Json.GetProperty("keys").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Commands_and_service_work_on_the_same_runs()
    {
        await using var host = await ServingHost.StartAsync();

        var second = await host.RunAsync("serve", "--urls", "http://127.0.0.1:0");
        second.ExitCode.ShouldBe(2);
        second.Error.ShouldContain("serves");

        var handed = await host.RunAsync("run", "NodeHealthCheck", "--detach", "--json");
        handed.ExitCode.ShouldBe(0, handed.Error);
        var run = handed.Json.GetProperty("run").GetString()!;
        handed.Json.TryGetProperty("process", out _).ShouldBeFalse("it was handed over, not started in a process of its own");
        var logs = await host.RunAsync("logs", run, "--follow");
        logs.ExitCode.ShouldBe(0, logs.Error);
        logs.Output.ShouldContain("CheckPrerequisites");
        (await EndOfAsync(host, run)).GetProperty("status").GetString().ShouldBe("Finished");
        await ReadLogAsync(host, run);

        (await host.StopAsync()).ShouldBe(0);
        var shown = await host.RunAsync("show", run, "--json");
        shown.Json.GetProperty("status").GetString().ShouldBe("Finished");
    }

    private static async Task ReadLogAsync(ServingHost host, string run)
    {
        var admin = host.Admin();
        var logs = await (await admin.GetAsync($"/api/runs/{run}/logs")).JsonAsync();
        var step = logs[0].GetProperty("step").GetString()!;
        var whole = await admin.GetByteArrayAsync($"/api/runs/{run}/logs/{step}");
        whole.Length.ShouldBeGreaterThan(4);

        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/runs/{run}/logs/{step}");
        request.Headers.Add("Range", "bytes=2-3");
        var part = await admin.SendAsync(request);
        part.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        (await part.Content.ReadAsByteArrayAsync()).ShouldBe(whole[2..4]);
        part.Content.Headers.ContentRange!.ToString().ShouldBe($"bytes 2-3/{whole.Length}");

        var page = await (await admin.GetAsync($"/api/runs/{run}/logs/{step}?offset=1&limit=2")).JsonAsync();
        page.GetProperty("next").GetInt64().ShouldBe(3);
        page.GetProperty("length").GetInt64().ShouldBe(whole.Length);
        (await admin.GetAsync($"/api/runs/{run}/logs/{step}?offset=-1")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await admin.GetAsync($"/api/runs/{run}/logs/NoSuchStep")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<JsonElement> EndOfAsync(ServingHost host, string run)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        var admin = host.Admin();
        while (true)
        {
            var view = await (await admin.GetAsync($"/api/runs/{run}", limit.Token)).JsonAsync();
            if (view.GetProperty("endedAt").ValueKind != JsonValueKind.Null)
                return view;
            await Task.Delay(200, limit.Token);
        }
    }
}
