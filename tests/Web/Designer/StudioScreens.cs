using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Pipeline.Tests.Web.Pages;

namespace Pipeline.Tests.Web.Designer;

/// <summary>The real Elsa Studio, in a browser, on our host.</summary>
public sealed class StudioScreens(Browser browser) : IClassFixture<Browser>
{
    private static readonly TimeSpan Restored = TimeSpan.FromMinutes(5);
    private static readonly HashSet<string> Harmless = ["warning"];

    [Fact]
    public async Task Its_screens_show_pipelines_a_run_of_a_designed_workflow_and_its_journal_without_a_complaint()
    {
        await using var host = await ServingHost.StartWithDesignerAsync();
        await RestoredAsync(host);
        await using var visitor = await browser.VisitAsync(host, width: 1400);
        await visitor.LogInAsync(host.AdminKey);
        var page = visitor.Page;

        await page.GotoAsync("/workflows/definitions");
        await page.GetByRole(AriaRole.Cell, new() { Name = "MultiNodeCalibration" }).First.ClickAsync();
        await page.WaitForURLAsync("**/workflows/definitions/MultiNodeCalibration/edit");
        await page.Locator(".x6-node", new() { HasText = "Acquire nodes" }).WaitForAsync();
        await page.GetByText("Gaudi", new() { Exact = true }).First.WaitForAsync();
        await page.GoBackAsync();
        await page.GetByRole(AriaRole.Cell, new() { Name = "UnifyExisting" }).First.WaitForAsync();

        var (definition, run) = await RunDesignedAsync(host);
        await page.GotoAsync("/workflows/instances");
        await page.GetByText(definition).First.WaitForAsync();
        await page.GotoAsync($"/workflows/instances/{run}/view");
        await page.Locator(".x6-node", new() { HasText = "WriteLine1" }).WaitForAsync();
        await page.Locator(".mud-timeline-item", new() { HasText = "WriteLine1" }).Filter(new() { HasText = "Completed" }).WaitForAsync();

        (await page.Locator("#blazor-error-ui").IsVisibleAsync()).ShouldBeFalse();
        visitor.Complaints.Where(c => !Harmless.Any(h => c.StartsWith(h, StringComparison.Ordinal))).ShouldBeEmpty();
    }

    /// <summary>Until the restore is over its pages say so.</summary>
    private static async Task RestoredAsync(ServingHost host)
    {
        using var limit = new CancellationTokenSource(Restored);
        while (!(await host.Admin().GetAsync(new Uri("/workflows/definitions", UriKind.Relative), limit.Token)).IsSuccessStatusCode)
            await Task.Delay(TimeSpan.FromSeconds(1), limit.Token);
    }

    /// <summary>Saves, publishes and runs a workflow as Studio's editor does; returns its definition and its run.</summary>
    private static async Task<(string Definition, string Run)> RunDesignedAsync(ServingHost host)
    {
        var model = JsonNode.Parse(
            """
            {
              "name": "Greeting",
              "root": {
                "id": "Flow1", "type": "Elsa.Flowchart", "version": 1, "connections": [],
                "activities": [{ "id": "WriteLine1", "type": "Elsa.WriteLine", "version": 1, "name": "WriteLine1",
                  "text": { "typeName": "String", "expression": { "type": "JavaScript", "value": "'Hello from a designed ' + 'workflow'" } } }]
              }
            }
            """);
        var client = host.Admin();
        var saved = await client.PostAsJsonAsync("/elsa/api/workflow-definitions", new JsonObject { ["model"] = model, ["publish"] = true });
        saved.IsSuccessStatusCode.ShouldBeTrue(await saved.Content.ReadAsStringAsync());
        var definition = (await saved.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("workflowDefinition").GetProperty("definitionId").GetString()!;
        var started = await client.PostAsJsonAsync($"/elsa/api/workflow-definitions/{definition}/execute", new JsonObject { ["versionOptions"] = "Latest" });
        started.IsSuccessStatusCode.ShouldBeTrue(await started.Content.ReadAsStringAsync());
        return ("Greeting", started.Headers.GetValues("x-elsa-workflow-instance-id").Single());
    }
}
