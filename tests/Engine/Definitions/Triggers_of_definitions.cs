using System.Text.Json;
using System.Text.Json.Nodes;
using Elsa.Http.Bookmarks;
using Elsa.Workflows;
using Pipeline.Engine.Definitions;
using Pipeline.Engine.Definitions.Json;
using Pipeline.Engine.Definitions.Triggers;
using Pipeline.Engine.Http;
using Pipeline.Engine.Scheduling;
using Pipeline.Tests.Engine.Runtime;

namespace Pipeline.Tests.Engine.Definitions;

public sealed class Triggers_of_definitions : IAsyncDisposable
{
    private readonly Host _host = new();

    private IDefinitions Definitions => _host.Get<IDefinitions>();

    private ITriggerIndex Index => _host.Get<ITriggerIndex>();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Triggers_are_indexed_at_publication_and_gone_at_retraction()
    {
        var told = new List<TriggerChanges>();
        Index.Changed += told.Add;
        await Definitions.SaveAsync(Endpoint("d", "calibrate"));
        (await Index.ListAsync()).ShouldBeEmpty();

        await Definitions.PublishAsync("d");
        var trigger = (await Index.ListAsync("Elsa.HttpEndpoint")).Single();
        (trigger.DefinitionId, trigger.ActivityId).ShouldBe(("d", "first"));
        ((HttpEndpointBookmarkPayload)trigger.Payload!).Path.ShouldBe("calibrate");

        await Definitions.RetractAsync("d");
        (await Index.ListAsync()).ShouldBeEmpty();
        told.Select(change => (change.Added.Count, change.Removed.Count)).ShouldBe([(1, 0), (0, 1)]);
    }

    [Fact]
    public async Task A_request_starts_the_published_version_with_its_body()
    {
        await Definitions.SaveAsync(Endpoint("d", "calibrate"));
        await Definitions.PublishAsync("d");
        var delivery = new HttpDelivery("POST", "calibrate") { Body = JsonElement.Parse("""{ "model": "m" }"""), Query = new Dictionary<string, string> { ["q"] = "1" } };
        var trigger = (await Index.ListAsync()).Single();
        (await Index.StartAsync(trigger, "run1", delivery.ToInput())).ShouldBe(("run1", true));
        (await Index.StartAsync(trigger, "run1", delivery.ToInput())).ShouldBe(("run1", false));
        await _host.RecoverAsync();
        var run = await _host.FindAsync("run1");
        run.SubStatus.ShouldBe(WorkflowSubStatus.Finished);
        run.WorkflowState.Output["said"].ToString().ShouldBe("m");
    }

    [Fact]
    public async Task An_endpoint_that_another_definition_has_is_refused()
    {
        await Definitions.SaveAsync(Endpoint("d", "calibrate"));
        await Definitions.PublishAsync("d");
        await Definitions.SaveAsync(Endpoint("e", "/Calibrate/"));
        (await Should.ThrowAsync<InvalidDefinitionException>(Definitions.PublishAsync("e"))).Message.ShouldContain("POST /calibrate is in use by the definition 'd'");
    }

    [Theory]
    [InlineData("Elsa.Cron", """ "cronExpression": { "expression": { "type": "Literal", "value": "every day" } } """, "no Cron expression")]
    [InlineData("Elsa.Timer", """ "interval": { "expression": { "type": "Literal", "value": "00:00:00.5" } } """, "one second is the least")]
    [InlineData("Elsa.HttpEndpoint", """ "path": { "expression": { "type": "Literal", "value": "" } } """, "needs a path")]
    public async Task A_trigger_that_cannot_work_is_refused(string type, string input, string message)
    {
        await Definitions.SaveAsync(Of("d", type, input, "1"));
        (await Should.ThrowAsync<InvalidDefinitionException>(Definitions.PublishAsync("d"))).Message.ShouldContain(message);
    }

    [Fact]
    public async Task The_clock_starts_runs_while_the_definition_is_published_and_each_time_once()
    {
        await Definitions.SaveAsync(Of("d", "Elsa.Cron", """ "cronExpression": { "expression": { "type": "Literal", "value": "0 2 * * *" } } """, "1"));
        var clock = _host.Get<ITriggerClock>();
        await clock.StartAsync();
        await Definitions.PublishAsync("d");
        await PassAsync(TimeSpan.FromHours(2));
        (await RunsAsync()).ShouldBe(1);
        await _host.RestartAsync();
        await _host.Get<ITriggerClock>().StartAsync();
        await PassAsync(TimeSpan.FromHours(1));
        (await RunsAsync()).ShouldBe(1);
        await PassAsync(TimeSpan.FromHours(23));
        (await RunsAsync()).ShouldBe(2);
        await Definitions.RetractAsync("d");
        await PassAsync(TimeSpan.FromHours(24));
        (await RunsAsync()).ShouldBe(2);
    }

    /// <summary>Time passes; every timer that is due on the way fires.</summary>
    private async Task PassAsync(TimeSpan span)
    {
        _host.Time.Advance(span);
        await _host.IdleAsync();
        _host.Time.Advance(TimeSpan.Zero);
        await _host.IdleAsync();
    }

    private async Task<long> RunsAsync() => await _host.Get<Elsa.Workflows.Management.IWorkflowInstanceStore>().CountAsync(new Elsa.Workflows.Management.Filters.WorkflowInstanceFilter());

    private static JsonObject Endpoint(string definitionId, string path) => Of(
        definitionId,
        "Elsa.HttpEndpoint",
        $$""" "path": { "expression": { "type": "Literal", "value": "{{path}}" } }, "parsedContent": { "memoryReference": { "id": "body" } } """,
        "getBody().model");

    private static JsonObject Of(string definitionId, string type, string input, string said) => DefinitionText.Parse($$"""
        {
          "definitionId": "{{definitionId}}", "name": "n", "variables": [{ "id": "body", "name": "body", "typeName": "Object", "storageDriverTypeName": "WorkflowInstanceStorageDriver" }],
          "root": { "id": "chart", "type": "Elsa.Flowchart", "version": 1,
            "activities": [
              { "id": "first", "type": "{{type}}", "version": 1, "customProperties": { "canStartWorkflow": true }, {{input}} },
              { "id": "say", "type": "Elsa.SetOutput", "version": 1, "outputName": { "expression": { "type": "Literal", "value": "said" } },
                "outputValue": { "expression": { "type": "JavaScript", "value": "{{said}}" } } }],
            "connections": [{ "source": { "activity": "first", "port": "Done" }, "target": { "activity": "say", "port": "In" } }] }
        }
        """);
}
