using System.Text.Json.Nodes;
using Pipeline.Activities.Steps.Records;
using Pipeline.Host.Cli.Sessions;
using Pipeline.Host.Composition;
using Pipeline.Host.Runs;
using Pipeline.Host.Simulator;

namespace Pipeline.Tests.Host.Runs;

/// <summary>A designed workflow that says nothing of retries is retried at the step that failed.</summary>
public sealed class RetriedSteps : IAsyncLifetime
{
    private readonly string data = Directory.CreateTempSubdirectory("pipeline-retried-").FullName;
    private IHostSession session = null!;

    private string Nodes => Path.Combine(data, "nodes");

    public async ValueTask InitializeAsync()
    {
        session = await new HostSessions(["false"]).OpenAsync(new SessionOptions(data));
        SimulatedCluster.Create(Nodes, speed: 20);
    }

    public async ValueTask DisposeAsync()
    {
        await session.DisposeAsync();
        Directory.Delete(data, recursive: true);
    }

    [Fact]
    public async Task It_leases_the_nodes_of_the_run_again_and_waits_for_them_while_another_run_has_them()
    {
        await PublishAsync("check", """{ "id": "next", "name": "next", "type": "Gaudi.CheckNics", "version": 1, "checks": { "expression": { "type": "Literal", "value": 1 } } }""");
        await PublishAsync("hold", """{ "id": "next", "name": "next", "type": "Elsa.Delay", "version": 1, "timeSpan": { "expression": { "type": "Literal", "value": "01:00:00" } } }""");
        SimulatedCluster.InjectFault(Nodes, "nic-down:gaudi-2:7");
        var run = await session.Runs.StartAsync("check", new Dictionary<string, string>());
        (await UntilAsync(run, r => r.EndedAt is not null)).Status.ShouldBe(RunStatus.Failed);

        SimulatedCluster.SetFaults(Nodes, []);
        var other = await session.Runs.StartAsync("hold", new Dictionary<string, string>());
        await UntilAsync(other, r => r.Nodes.Count == 2);
        await session.Runs.RetryAsync(run);
        var waiting = await UntilAsync(run, r => r.Steps.Any(s => s.State == StepState.Waiting));
        waiting.Steps.Count(s => s.Name == "acquire").ShouldBe(1);
        await session.Runs.CancelAsync(other);

        var ended = await UntilAsync(run, r => r.EndedAt is not null);
        (ended.Status, ended.Error).ShouldBe((RunStatus.Finished, null));
        ended.Steps.Count(s => s.Name == "next").ShouldBe(2);
    }

    private async Task PublishAsync(string id, string next)
    {
        var definition = JsonNode.Parse($$"""
            {
              "$schema": "https://elsaworkflows.io/schemas/workflow-definition/v3.0.0/schema.json",
              "definitionId": "{{id}}", "name": "{{id}}",
              "root": { "id": "chart", "type": "Elsa.Flowchart", "version": 1,
                "activities": [
                  { "id": "acquire", "name": "acquire", "type": "Gaudi.AcquireNodes", "version": 1, "cards": { "expression": { "type": "Literal", "value": 16 } } },
                  {{next}}],
                "connections": [{ "source": { "activity": "acquire", "port": "Done" }, "target": { "activity": "next", "port": "In" } }] }
            }
            """)!.AsObject();
        await session.Definitions.PublishAsync((await session.Definitions.ImportAsync(definition)).DefinitionId);
    }

    private async Task<RunView> UntilAsync(string run, Func<RunView, bool> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (true)
        {
            if (await session.Runs.FindAsync(run, limit.Token) is { } view && holds(view))
                return view;
            await Task.Delay(50, limit.Token);
        }
    }
}
