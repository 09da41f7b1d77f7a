using System.Net;
using System.Text.Json;
using Pipeline.Tests.Web.Hooks;

namespace Pipeline.Tests.Web.Api;

/// <summary>The REST API as programs use it.</summary>
[Collection(SharedHost.Name)]
public sealed class Api(ServedHost shared)
{
    [Fact]
    public async Task A_run_is_started_listed_and_cancelled()
    {
        var client = shared.Host.Client(shared.Operator);
        var order = Signed.Unsigned("""{"pipeline":"NodeHealthCheck","inputs":{"nodes":["gaudi-1"]}}""", "/api/runs").With("Idempotency-Key", "api-1");

        var run = await client.RunAsync(order);

        (await client.RunAsync(Signed.Unsigned("""{"pipeline":"NodeHealthCheck","inputs":{"nodes":["gaudi-1"]}}""", "/api/runs").With("Idempotency-Key", "api-1"))).ShouldBe(run);
        var listed = await (await client.GetAsync("/api/runs?pipeline=NodeHealthCheck&limit=500")).JsonAsync();
        listed.GetProperty("runs").EnumerateArray().Count(r => r.GetProperty("run").GetString() == run).ShouldBe(1);
        var cancel = await client.PostAsync($"/api/runs/{run}/cancel", null);
        cancel.StatusCode.ShouldBeOneOf(HttpStatusCode.Accepted, HttpStatusCode.Conflict);
        (await client.PostAsync($"/api/runs/{run}/retry", null)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var audit = await (await shared.Host.Admin().GetAsync("/api/audit?limit=1000")).JsonAsync();
        audit.EnumerateArray().ShouldContain(e => e.GetProperty("action").GetString() == "run.start" && e.GetProperty("subject").GetString() == run && e.GetProperty("actor").GetString() == "key operator");
    }

    [Theory]
    [InlineData("/api/runs?limit=0")]
    [InlineData("/api/runs?limit=many")]
    [InlineData("/api/runs?status=Sleeping")]
    [InlineData("/api/runs?status=1")]
    public async Task What_cannot_be_asked_is_refused(string path) =>
        (await shared.Host.Client(shared.Viewer).GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

    [Theory]
    [InlineData("GET", "/api/runs/0123456789abcdef")]
    [InlineData("GET", "/api/runs/0123456789abcdef/logs")]
    [InlineData("POST", "/api/runs/0123456789abcdef/cancel")]
    [InlineData("POST", "/api/runs/0123456789abcdef/retry")]
    public async Task A_run_that_is_not_there_is_not_found(string method, string path) =>
        (await shared.Host.Client(shared.Operator).SendAsync(new HttpRequestMessage(new HttpMethod(method), path))).StatusCode.ShouldBe(HttpStatusCode.NotFound);

    [Fact]
    public async Task Nodes_and_pipelines_are_described()
    {
        var client = shared.Host.Client(shared.Viewer);

        var nodes = await (await client.GetAsync("/api/nodes")).JsonAsync();
        var pipelines = await (await client.GetAsync("/api/pipelines")).JsonAsync();

        nodes.GetProperty("simulated").GetBoolean().ShouldBeTrue();
        nodes.GetProperty("nodes").GetArrayLength().ShouldBe(2);
        var moe = pipelines.EnumerateArray().Single(p => p.GetProperty("name").GetString() == "MoeCalibration");
        moe.GetProperty("inputs").EnumerateArray().ShouldContain(i => i.GetProperty("name").GetString() == "expandTo");
    }

    [Fact]
    public async Task The_description_names_every_address()
    {
        var described = await (await shared.Host.Client(shared.Viewer).GetAsync("/openapi/v1.json")).JsonAsync();

        described.GetProperty("openapi").GetString()!.ShouldStartWith("3.");
        described.GetProperty("paths").EnumerateObject().Select(p => p.Name).Where(p => !p.StartsWith("/elsa/api/", StringComparison.Ordinal)).ShouldBe(
            [
                "/api/audit", "/api/host", "/api/keys", "/api/keys/{key}", "/api/nodes", "/api/pipelines", "/api/runs", "/api/runs/{run}",
                "/api/runs/{run}/cancel", "/api/runs/{run}/logs", "/api/runs/{run}/logs/{step}", "/api/runs/{run}/retry",
                "/api/schedules", "/api/schedules/{schedule}", "/api/schedules/{schedule}/pause", "/api/schedules/{schedule}/resume", "/api/schedules/{schedule}/run-now",
                "/hooks/{path}",
            ],
            ignoreOrder: true);
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task Health_is_told_to_anybody(string path) =>
        (await (await shared.Host.Client().GetAsync(path)).Content.ReadAsStringAsync()).ShouldBe("Healthy");
}
