using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

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

    [Fact]
    public async Task All_instances_that_match_are_cancelled_and_no_others()
    {
        const string Waits = """[{ "id": "Event1", "type": "Elsa.Event", "version": 1, "eventName": { "expression": { "type": "Literal", "value": "never" } } }]""";
        var definition = await shared.Host.PublishAsync("Waits", Waits);
        var (first, second) = (await shared.Host.ExecuteAsync(definition), await shared.Host.ExecuteAsync(definition));
        var other = await shared.Host.ExecuteAsync(await shared.Host.PublishAsync("Waits too", Waits));

        (await SubmitAsync("Cancel", definition, Moment("BornAt", "LessThan"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await SubmitAsync("Cancel", definition, Moment("CreatedAt", "GreaterThan"), Moment("FinishedAt", "GreaterThan"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await CountAsync(definition)).ShouldBe(2);
        (await CountAsync(definition, Moment("CreatedAt", "GreaterThan"), Moment("UpdatedAt", "IsNot"))).ShouldBe(2);
        (await CountAsync(definition, Moment("CreatedAt", "LessThanOrEqual"))).ShouldBe(0);
        (await SubmitAsync("Migrate", definition)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await SubmitAsync("Cancel", definition)).StatusCode.ShouldBe(HttpStatusCode.OK);

        await shared.Host.UntilAsync(first, "Cancelled");
        await shared.Host.UntilAsync(second, "Cancelled");
        (await shared.Host.Admin().GetFromJsonAsync<JsonElement>($"/api/runs/{other}")).GetProperty("status").GetString().ShouldNotBe("Cancelled");
        await shared.Host.Admin().PostAsync(new Uri($"/api/runs/{other}/cancel", UriKind.Relative), null);
    }

    private Task<HttpResponseMessage> SubmitAsync(string type, string definition, params IReadOnlyList<object> timestampFilters) => shared.Host.Client(shared.Operator).PostAsJsonAsync(
        "/elsa/api/alterations/submit",
        new { alterations = new[] { new { type } }, filter = new { definitionIds = new[] { definition }, emptyFilterSelectsAll = true, timestampFilters } });

    private async Task<int> CountAsync(string definition, params IReadOnlyList<object> timestampFilters)
    {
        var page = await shared.Host.Client(shared.Viewer).PostAsJsonAsync("/elsa/api/workflow-instances", new { page = 0, pageSize = 10, definitionIds = new[] { definition }, timestampFilters });
        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        return (await page.NodeAsync())["totalCount"]!.GetValue<int>();
    }

    /// <summary>A comparison with a moment long ago.</summary>
    private static object Moment(string column, string @operator) => new { column, @operator, timestamp = "2020-01-01T00:00:00+00:00" };

    private Task<string> BarAsync(string key, string run) => shared.Host.Client(key).GetStringAsync(new Uri($"/workflows/instances/{run}/standing", UriKind.Relative));

    private Task<HttpResponseMessage> RetryAsync(string key, string run) => shared.Host.Client(key).PostAsync(new Uri($"/workflows/instances/{run}/retry", UriKind.Relative), null);
}
