using System.Net;
using System.Net.Http.Json;
using Pipeline.Tests.Web.Hooks;

namespace Pipeline.Tests.Web.Telemetry;

/// <summary>Traces and metrics of a run, as a collector and as Prometheus get them.</summary>
public sealed class Exporting
{
    [Fact]
    public async Task A_run_is_a_trace_of_steps_and_jobs_and_is_counted()
    {
        using var collector = new Receiver();
        using var config = new SettingsFile($$"""{ "Telemetry": { "Otlp": { "Endpoint": "{{collector.Address}}", "Token": "let me in" } } }""");
        await using var host = await ServingHost.StartAsync("--config", config.Path);
        var run = (await (await host.Admin().PostAsJsonAsync("/api/runs", new { pipeline = "NodeHealthCheck", inputs = new { } })).JsonAsync()).GetProperty("run").GetString()!;

        var traces = await collector.UntilAsync(r => r.Path == "/v1/traces");

        traces.Headers["Authorization"].ShouldBe("Bearer let me in");
        var spans = Span.Of(traces.Body);
        var root = spans.Single(s => s.Parent.Length == 0);
        root.Name.ShouldBe("run NodeHealthCheck");
        root.Attributes["pipeline.run"].ShouldBe(run);
        root.Attributes["pipeline.outcome"].ShouldBe("finished");
        spans.ShouldAllBe(s => s.Trace == root.Trace);
        var steps = spans.Where(s => s.Parent == root.Id).ToList();
        steps.Select(s => s.Name).ShouldBe(["step AcquireNodes", "step CheckPrerequisites", "step CheckNics", "step ReleaseNodes"], ignoreOrder: true);
        var nics = steps.Single(s => s.Name == "step CheckNics");
        nics.Attributes["pipeline.outcome"].ShouldBe("All up");
        spans.Where(s => s.Parent == nics.Id).Select(s => (s.Name, s.Attributes["pipeline.node"])).ShouldBe([("job", "gaudi-1"), ("job", "gaudi-2")], ignoreOrder: true);
        spans.ShouldAllBe(s => s.End >= s.Start && s.Start > 0);

        var admin = host.Admin();
        (await host.Client().GetAsync("/metrics")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var scraped = await admin.GetStringAsync("/metrics");
        scraped.ShouldContain("pipeline_runs_ended_total{");
        scraped.ShouldContain("pipeline_name=\"NodeHealthCheck\"");
        scraped.ShouldContain("pipeline_nodes{");
        (await host.StopAsync()).ShouldBe(0);
        var metrics = string.Concat(collector.All.Where(r => r.Path == "/v1/metrics").Select(r => r.Text));
        foreach (var name in (string[])["pipeline.runs.ended", "pipeline.run.duration", "pipeline.step.duration", "pipeline.runs.open", "pipeline.runs.driven", "pipeline.nodes", "pipeline.notifications.pending", "http.server.request.duration"])
            metrics.ShouldContain(name);
    }
}
