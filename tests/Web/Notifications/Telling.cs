using System.Globalization;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Pipeline.Tests.Web.Hooks;

namespace Pipeline.Tests.Web.Notifications;

/// <summary>What others are told of runs, over a receiver that is down and a host that dies.</summary>
public sealed class Telling
{
    private const string Secret = "whsec_bm90aWZpY2F0aW9ucyB1bmRlciB0ZXN0IQ==";

    [Fact]
    public async Task Messages_arrive_signed_under_a_lasting_id_although_receiver_and_host_were_down()
    {
        using var receiver = new Receiver { Status = 503 };
        using var config = new SettingsFile($$"""
            { "Notifications": { "PublicUrl": "https://pipeline.example.org", "Targets": {
                "ops": { "Url": "{{receiver.Address}}plain", "Secret": "{{Secret}}" },
                "chat": { "Url": "{{receiver.Address}}slack", "Format": "slack", "Events": ["failed"] } } } }
            """);
        await using var host = await ServingHost.StartAsync("--config", config.Path);
        var failed = await StartAsync(host, "UnifyExisting", new { measurements = "/nowhere", ranks = 1 });
        var first = await receiver.UntilAsync(r => r.Path == "/plain");

        await host.KillAsync();
        receiver.Status = 204;
        await host.StartAgainAsync("--config", config.Path);
        var plain = await receiver.UntilAsync(r => r is { Path: "/plain", Status: 204 });
        var slack = await receiver.UntilAsync(r => r is { Path: "/slack", Status: 204 });

        plain.Headers["webhook-id"].ShouldBe(first.Headers["webhook-id"]);
        plain.Text.ShouldBe(first.Text);
        ShouldBeSigned(plain);
        var message = JsonDocument.Parse(plain.Text).RootElement;
        message.GetProperty("type").GetString().ShouldBe("run.failed");
        var data = message.GetProperty("data");
        data.GetProperty("run").GetString().ShouldBe(failed);
        data.GetProperty("link").GetString().ShouldBe($"https://pipeline.example.org/runs/{failed}");
        data.GetProperty("error").GetString().ShouldNotBeNullOrEmpty();
        data.GetProperty("remedy").GetString().ShouldNotBeNullOrEmpty();
        var text = JsonDocument.Parse(slack.Text).RootElement.GetProperty("text").GetString()!;
        text.ShouldContain("*UnifyExisting* failed");
        text.ShouldContain($"<https://pipeline.example.org/runs/{failed}|Run {failed}>");

        var finished = await StartAsync(host, "NodeHealthCheck", new { });
        (await receiver.UntilAsync(r => r.Text.Contains(finished, StringComparison.Ordinal))).Text.ShouldContain("run.finished");
        receiver.All.ShouldNotContain(r => r.Path == "/slack" && r.Text.Contains(finished, StringComparison.Ordinal));
        receiver.All.Count(r => r.Status == 204 && r.Headers["webhook-id"] == first.Headers["webhook-id"]).ShouldBe(2, "one a target");
    }

    private static async Task<string> StartAsync(ServingHost host, string pipeline, object inputs) =>
        (await (await host.Admin().PostAsJsonAsync("/api/runs", new { pipeline, inputs })).JsonAsync()).GetProperty("run").GetString()!;

    /// <summary>Checked as the standard describes it, not with the host's own code.</summary>
    private static void ShouldBeSigned(Received message)
    {
        var time = message.Headers["webhook-timestamp"];
        var key = Convert.FromBase64String(Secret["whsec_".Length..]);
        var content = Encoding.UTF8.GetBytes($"{message.Headers["webhook-id"]}.{time}.{message.Text}");
        message.Headers["webhook-signature"].ShouldBe("v1," + Convert.ToBase64String(HMACSHA256.HashData(key, content)));
        var age = TimeProvider.System.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(long.Parse(time, CultureInfo.InvariantCulture));
        age.ShouldBeLessThan(TimeSpan.FromMinutes(3));
    }
}
