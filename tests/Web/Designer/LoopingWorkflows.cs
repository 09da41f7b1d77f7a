using Pipeline.Host.Simulator;

namespace Pipeline.Tests.Web.Designer;

/// <summary>A designed workflow with branches, ways back and a condition in JavaScript, on simulated nodes, followed live.</summary>
[Collection(StudioCollection.Name)]
public sealed class LoopingWorkflows(StudioFixture shared)
{
    private const string Name = "Rounds of checks";
    private static readonly string Definition = Path.Combine(AppContext.BaseDirectory, "Designer", "Files", "rounds-of-checks.json");

    [Fact]
    public async Task A_condition_changed_by_hand_sends_the_run_back_and_lets_it_out_while_it_is_watched()
    {
        var studio = shared.Visit();
        var list = await studio.DefinitionsAsync();
        await list.ImportAsync("rounds-of-checks.json", await File.ReadAllBytesAsync(Definition), Name);

        // As it comes, its condition is never true.
        var editor = await list.OpenAsync(Name);
        await editor.ZoomToFitAsync();
        await editor.ScriptAsync("FlowDecision1", "variables.rounds < 2", end: " 2");
        await studio.PictureAsync("condition");
        await editor.PublishAsync();

        // Nothing moves before somebody watches: another run has the nodes.
        SimulatedCluster.InjectFault(shared.Nodes, "nic-down:gaudi-2:7");
        var (holder, held) = await HoldNodesAsync();
        var viewer = await editor.RunAsync();
        await viewer.ZoomToFitAsync();
        await viewer.MarksAsync("AcquireNodes1", Mark.Warning);
        (await viewer.IsSamePageAsync()).ShouldBeFalse();
        (await shared.Host.Admin().PostAsync(new Uri($"/api/runs/{held}/cancel", UriKind.Relative), null)).IsSuccessStatusCode.ShouldBeTrue();

        // A port is down at first: three checks, one flip, two rounds.
        await viewer.MarksAsync("AcquireNodes1", Mark.Success, "1");
        await viewer.MarksAsync("CheckNics1", Mark.Success, "3");
        await viewer.MarksAsync("FlipNics1", Mark.Success, "1");
        await viewer.MarksAsync("FlowDecision1", Mark.Success, "2");
        await viewer.TellsAsync("SetOutput1", "Completed");
        await viewer.IsAsync("Finished");
        (await viewer.CountAsync("CheckNics1", "Completed")).ShouldBe(3);
        (await viewer.IsSamePageAsync()).ShouldBeTrue();
        studio.Heard.ShouldContain(frame => frame.Contains("ActivityExecutionLogUpdatedAsync", StringComparison.Ordinal));
        await studio.PictureAsync("rounds");

        var run = await shared.Host.UntilAsync(viewer.Instance, "Finished");
        run.GetProperty("outputs").GetProperty("rounds").ToString().ShouldBe("2");
        await viewer.RunPageAsync();
        await studio.Page.GetByRole(Microsoft.Playwright.AriaRole.Heading, new() { Name = Name }).WaitForAsync();
        (await studio.Page.Locator(".steps").InnerTextAsync()).ShouldContain("FlipNics1");
        (await studio.Page.Locator(".graph .node.done").CountAsync()).ShouldBe(3);
        await studio.PictureAsync("run-page");

        await studio.ShouldBeContentAsync();
        await shared.Host.Admin().DeleteAsync(new Uri($"/elsa/api/workflow-definitions/{holder}", UriKind.Relative));
    }

    /// <summary>Starts a run that has all nodes until it is cancelled.</summary>
    private async Task<(string Definition, string Run)> HoldNodesAsync()
    {
        var definition = await shared.Host.PublishAsync(
            "Holds the nodes",
            """
            [
              { "id": "Acquire", "type": "Gaudi.AcquireNodes", "version": 1, "cards": { "expression": { "type": "Literal", "value": 16 } } },
              { "id": "Wait", "type": "Elsa.Event", "version": 1, "eventName": { "expression": { "type": "Literal", "value": "never" } } }
            ]
            """,
            ("Acquire", "Done", "Wait"));
        return (definition, await shared.Host.ExecuteAsync(definition));
    }
}
