using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pipeline.Tests.Web.Designer;

/// <summary>Definitions and runs made with requests, for tests that are about something else than their making.</summary>
internal static class DesignedRuns
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>Publishes a flowchart; returns the definition's id.</summary>
    /// <param name="host">Where.</param>
    /// <param name="name">The definition's name.</param>
    /// <param name="activities">A JSON array.</param>
    /// <param name="connections">From which outcome of which activity to which other.</param>
    public static async Task<string> PublishAsync(this ServingHost host, string name, string activities, params IEnumerable<(string From, string Outcome, string To)> connections)
    {
        var root = new JsonObject
        {
            ["id"] = "Flowchart1",
            ["type"] = "Elsa.Flowchart",
            ["version"] = 1,
            ["name"] = "Flowchart1",
            ["activities"] = JsonNode.Parse(activities),
            ["connections"] = JsonSerializer.SerializeToNode(connections.Select(c => new { source = new { activity = c.From, port = c.Outcome }, target = new { activity = c.To, port = "In" } })),
        };
        var body = new JsonObject { ["model"] = new JsonObject { ["name"] = name, ["root"] = root }, ["publish"] = true };
        var saved = await host.Admin().PostAsJsonAsync("/elsa/api/workflow-definitions", body);
        saved.IsSuccessStatusCode.ShouldBeTrue(await saved.Content.ReadAsStringAsync());
        return (await saved.NodeAsync())["workflowDefinition"]!["definitionId"]!.GetValue<string>();
    }

    /// <summary>Runs a definition; returns the run when it waits or is over.</summary>
    public static async Task<string> ExecuteAsync(this ServingHost host, string definition)
    {
        var started = await host.Admin().PostAsJsonAsync($"/elsa/api/workflow-definitions/{definition}/execute", new { versionOptions = "Published" });
        started.IsSuccessStatusCode.ShouldBeTrue(await started.Content.ReadAsStringAsync());
        return started.Headers.GetValues("x-elsa-workflow-instance-id").Single();
    }

    /// <summary>Waits until a run is in a state.</summary>
    public static async Task<JsonElement> UntilAsync(this ServingHost host, string run, string status)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (true)
        {
            var view = await host.Admin().GetFromJsonAsync<JsonElement>($"/api/runs/{run}", limit.Token);
            if (view.GetProperty("status").GetString() == status)
                return view;
            await Task.Delay(200, limit.Token);
        }
    }
}
