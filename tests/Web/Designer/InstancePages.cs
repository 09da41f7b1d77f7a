using System.Net;

namespace Pipeline.Tests.Web.Designer;

/// <summary>What stands around Studio's viewer of an instance: our bar, with the retry that Studio has no button for.</summary>
[Collection(SharedHost.Name)]
public sealed class InstancePages(ServedHost shared)
{
    [Fact]
    public async Task The_bar_says_how_the_run_is_and_offers_a_retry_to_those_who_may()
    {
        var definition = await shared.Host.PublishAsync(
            "Fails",
            """[{ "id": "Fault1", "type": "Elsa.Fault", "version": 1, "message": { "expression": { "type": "Literal", "value": "on purpose" } } }]""");
        var run = await shared.Host.ExecuteAsync(definition);
        await shared.Host.UntilAsync(run, "Failed");

        var bar = await BarAsync(shared.Operator, run);
        bar.ShouldContain("Fails · Failed");
        bar.ShouldContain($"href=\"/runs/{run}\"");
        bar.ShouldContain($"action=\"/workflows/instances/{run}/retry\"");
        (await BarAsync(shared.Viewer, run)).ShouldNotContain("retry");

        (await RetryAsync(shared.Viewer, run)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var retried = await RetryAsync(shared.Operator, run);
        retried.Headers.Location!.ToString().ShouldBe($"/workflows/instances/{run}/view");
        // It fails again; what matters is that it ends.
        await shared.Host.UntilAsync(run, "Failed");
    }

    [Fact]
    public async Task Studios_link_to_the_log_of_an_instance_leads_to_the_run()
    {
        var answer = await shared.Host.Client(shared.Viewer).GetAsync(new Uri("/diagnostics/structured-logs?workflowInstanceId=0a1", UriKind.Relative));
        answer.Headers.Location!.ToString().ShouldBe("/runs/0a1#log");
    }

    private Task<string> BarAsync(string key, string run) => shared.Host.Client(key).GetStringAsync(new Uri($"/workflows/instances/{run}/standing", UriKind.Relative));

    private Task<HttpResponseMessage> RetryAsync(string key, string run) => shared.Host.Client(key).PostAsync(new Uri($"/workflows/instances/{run}/retry", UriKind.Relative), null);
}
