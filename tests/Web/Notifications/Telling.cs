using System.Globalization;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
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

    [Fact]
    public async Task A_run_that_waits_for_nodes_is_told_once_and_goes_on_when_they_are_free()
    {
        using var receiver = new Receiver();
        using var config = new SettingsFile($$"""{ "Notifications": { "Targets": { "ops": { "Url": "{{receiver.Address}}plain", "Events": ["waiting", "finished"] } } } }""");
        await using var host = await ServingHost.StartAsync("--config", config.Path);
        (await host.Admin().PostAsJsonAsync("/elsa/api/workflow-definitions", new { model = JsonNode.Parse(Holding), publish = true })).EnsureSuccessStatusCode();
        var holder = await StartAsync(host, "holding", new { });
        while ((await (await host.Admin().GetAsync("/api/nodes")).JsonAsync()).GetProperty("nodes")[0].GetProperty("leasedBy").GetString() != holder)
            await Task.Delay(100, TestContext.Current.CancellationToken);

        var waiting = await StartAsync(host, "NodeHealthCheck", new { nodes = "gaudi-1" });
        var told = JsonDocument.Parse((await receiver.UntilAsync(_ => true)).Text).RootElement;
        (await host.Admin().PostAsync($"/api/runs/{holder}/cancel", null)).EnsureSuccessStatusCode();
        var finished = JsonDocument.Parse((await receiver.UntilAsync(r => r.Text.Contains("run.finished", StringComparison.Ordinal))).Text).RootElement;

        (told.GetProperty("type").GetString(), told.GetProperty("data").GetProperty("run").GetString()).ShouldBe(("run.waiting", waiting));
        finished.GetProperty("data").GetProperty("run").GetString().ShouldBe(waiting);
        receiver.All.Count(r => r.Text.Contains("run.waiting", StringComparison.Ordinal)).ShouldBe(1);
    }

    /// <summary>A workflow that leases a node and keeps it.</summary>
    private const string Holding = """
        {
          "definitionId": "holding", "name": "Holding",
          "root": { "id": "chart", "type": "Elsa.Flowchart", "version": 1,
            "activities": [
              { "id": "acquire", "type": "Gaudi.AcquireNodes", "version": 1, "nodes": { "typeName": "List<String>", "expression": { "type": "Object", "value": "[\"gaudi-1\"]" } } },
              { "id": "keep", "type": "Elsa.Delay", "version": 1, "timeSpan": { "typeName": "TimeSpan", "expression": { "type": "Literal", "value": "01:00:00" } } }],
            "connections": [{ "source": { "activity": "acquire", "port": "Done" }, "target": { "activity": "keep", "port": "In" } }] }
        }
        """;

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
