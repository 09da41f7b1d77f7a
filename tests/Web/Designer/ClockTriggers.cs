using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pipeline.Tests.Web.Designer;

/// <summary>Designed workflows that the clock of a real host starts: over a kill, until they are retracted.</summary>
public sealed class ClockTriggers
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task The_clock_starts_each_run_once_also_over_a_kill_and_none_after_retraction()
    {
        await using var host = await ServingHost.StartAsync();
        var began = TimeProvider.System.GetUtcNow();
        foreach (var (id, type, input) in (IEnumerable<(string, string, string)>)[("by-cron", "Elsa.Cron", """ "cronExpression": { "expression": { "type": "Literal", "value": "0/2 * * * * *" } } """), ("by-timer", "Elsa.Timer", """ "interval": { "expression": { "type": "Literal", "value": "00:00:02" } } """)])
        {
            (await host.Admin().PostAsJsonAsync("/elsa/api/workflow-definitions", new JsonObject { ["model"] = Definition(id, type, input), ["publish"] = true })).EnsureSuccessStatusCode();
            (await RunsAsync(host, id, atLeast: 1)).ShouldAllBe(run => run.GetProperty("by").GetString() == $"clock ({type})");
        }

        await host.KillAsync();
        await host.StartAgainAsync();
        foreach (var id in (string[])["by-cron", "by-timer"])
        {
            await RunsAsync(host, id, atLeast: (await RunsAsync(host, id, 0)).Count + 1);
            (await host.Admin().PostAsJsonAsync($"/elsa/api/workflow-definitions/{id}/retract", new { })).EnsureSuccessStatusCode();
        }

        var retracted = TimeProvider.System.GetUtcNow();
        var cron = (await RunsAsync(host, "by-cron", 1)).Count;
        var timer = (await RunsAsync(host, "by-timer", 1)).Count;
        await Task.Delay(Every + Every);
        foreach (var (id, count) in (IEnumerable<(string, int)>)[("by-cron", cron), ("by-timer", timer)])
        {
            var runs = await RunsAsync(host, id, atLeast: 1);
            // One that was due in the very moment of the retraction may have been on its way.
            runs.Count.ShouldBeInRange(count, count + 1);
            runs.Count.ShouldBeLessThanOrEqualTo((int)((retracted - began) / Every) + 1);
            (await RunsAsync(host, id, runs.Count, status: "Finished")).Count.ShouldBe(runs.Count);
        }
    }

    private static async Task<IReadOnlyList<JsonElement>> RunsAsync(ServingHost host, string definition, int atLeast, string? status = null)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (true)
        {
            var page = await host.Admin().GetFromJsonAsync<JsonElement>($"/api/runs?pipeline={definition}&limit=500{(status is null ? "" : $"&status={status}")}", limit.Token);
            var runs = page.GetProperty("runs").EnumerateArray().ToList();
            if (runs.Count >= atLeast)
                return runs;
            await Task.Delay(100, limit.Token);
        }
    }

    private static JsonNode Definition(string id, string type, string input) => JsonNode.Parse($$"""
        {
          "definitionId": "{{id}}", "name": "{{id}}", "outputs": [{ "type": "Object", "name": "said" }],
          "root": { "id": "chart", "type": "Elsa.Flowchart", "version": 1,
            "activities": [
              { "id": "first", "type": "{{type}}", "version": 1, "customProperties": { "canStartWorkflow": true }, {{input}} },
              { "id": "say", "type": "Elsa.SetOutput", "version": 1,
                "outputName": { "expression": { "type": "Literal", "value": "said" } }, "outputValue": { "expression": { "type": "Literal", "value": "x" } } }],
            "connections": [{ "source": { "activity": "first", "port": "Done" }, "target": { "activity": "say", "port": "In" } }] }
        }
        """)!;
}
