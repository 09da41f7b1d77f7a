using System.Text.Json;
using System.Text.Json.Nodes;
using Elsa.Http.Bookmarks;
using Elsa.Workflows;
using Microsoft.Data.Sqlite;
using Pipeline.Engine.Definitions;
using Pipeline.Engine.Definitions.Json;
using Pipeline.Engine.Definitions.Triggers;
using Pipeline.Engine.Http;
using Pipeline.Engine.Runtime.Intake;
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
        var told = 0;
        Index.Changed += () => told++;
        await Definitions.SaveAsync(Endpoint("d", "calibrate"));
        (await Index.ListAsync()).ShouldBeEmpty();

        await Definitions.PublishAsync("d");
        var trigger = (await Index.ListAsync("Elsa.HttpEndpoint")).Single();
        (trigger.DefinitionId, trigger.ActivityId).ShouldBe(("d", "first"));
        ((HttpEndpointBookmarkPayload)trigger.Payload!).Path.ShouldBe("calibrate");

        await Definitions.RetractAsync("d");
        (await Index.ListAsync()).ShouldBeEmpty();
        told.ShouldBe(2);
    }

    [Fact]
    public async Task A_request_starts_the_published_version_with_its_body()
    {
        await Definitions.SaveAsync(Endpoint("d", "calibrate"));
        await Definitions.PublishAsync("d");
        var delivery = new HttpDelivery("POST", "calibrate") { Body = JsonElement.Parse("""{ "model": "m" }"""), Query = new Dictionary<string, string> { ["q"] = "1" } };
        var trigger = (await Index.ListAsync()).Single();
        (await Index.StartAsync(trigger, "run1", delivery.ToInput())).ShouldBe(("run1", InstanceCreation.Made));
        (await Index.StartAsync(trigger, "run1", delivery.ToInput())).ShouldBe(("run1", InstanceCreation.Known));
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
    [InlineData("Elsa.HttpEndpoint", """ "path": { "expression": { "type": "Literal", "value": "p" } }, "supportedMethods": { "expression": { "type": "Object", "value": "[\"POST\", \"GET\"]" } } """, "listens to GET, but only POST")]
    [InlineData("Elsa.HttpEndpoint", """ "path": { "expression": { "type": "Literal", "value": "p" } }, "customProperties": { } """, "only starts workflows")]
    [InlineData("Elsa.Event", """ "eventName": { "expression": { "type": "Literal", "value": "e" } } """, "Nothing starts workflows by Elsa.Event")]
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
        await _host.IdleAsync();
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

    [Fact]
    public async Task A_start_that_fails_is_tried_again_and_keeps_no_other_trigger_from_starting()
    {
        foreach (var id in (string[])["a", "b"])
        {
            await Definitions.SaveAsync(Of(id, "Elsa.Cron", """ "cronExpression": { "expression": { "type": "Literal", "value": "0 2 * * *" } } """, "1"));
            await Definitions.PublishAsync(id);
        }

        await _host.Get<ITriggerClock>().StartAsync();
        var first = (await Index.ListAsync())[0];
        var content = await SwapContentAsync(first.VersionId, "{}");
        await PassAsync(TimeSpan.FromHours(2));
        (await RunsAsync()).ShouldBe(1);
        await SwapContentAsync(first.VersionId, content);
        await PassAsync(TimeSpan.FromSeconds(5));
        (await RunsAsync()).ShouldBe(2);
        await PassAsync(TimeSpan.FromSeconds(5));
        (await RunsAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task A_trigger_that_the_run_comes_back_to_waits()
    {
        await Definitions.SaveAsync(Of("d", "Elsa.Timer", """ "interval": { "expression": { "type": "Literal", "value": "01:00:00" } } """, "1", loops: true));
        await Definitions.PublishAsync("d");
        await Index.StartAsync((await Index.ListAsync()).Single(), "run1");
        await _host.RecoverAsync();
        (await _host.FindAsync("run1")).SubStatus.ShouldBe(WorkflowSubStatus.Suspended);
    }

    /// <summary>What another program may do to the database.</summary>
    private async Task<string> SwapContentAsync(string versionId, string content)
    {
        await using var connection = new SqliteConnection($"Data Source={_host.DatabasePath}");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "select Content from WorkflowDefinitions where Id = $id; update WorkflowDefinitions set Content = $content where Id = $id";
        command.Parameters.AddWithValue("$id", versionId);
        command.Parameters.AddWithValue("$content", content);
        return (string)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
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

    private static JsonObject Of(string definitionId, string type, string input, string said, bool loops = false) => DefinitionText.Parse($$"""
        {
          "definitionId": "{{definitionId}}", "name": "n", "variables": [{ "id": "body", "name": "body", "typeName": "Object", "storageDriverTypeName": "WorkflowInstanceStorageDriver" }],
          "root": { "id": "chart", "type": "Elsa.Flowchart", "version": 1,
            "activities": [
              { "id": "first", "type": "{{type}}", "version": 1, {{(input.Contains("customProperties") ? "" : """ "customProperties": { "canStartWorkflow": true }, """)}} {{input}} },
              { "id": "say", "type": "Elsa.SetOutput", "version": 1, "outputName": { "expression": { "type": "Literal", "value": "said" } },
                "outputValue": { "expression": { "type": "JavaScript", "value": "{{said}}" } } }],
            "connections": [
              {{(loops ? """{ "source": { "activity": "say", "port": "Done" }, "target": { "activity": "first", "port": "In" } },""" : "")}}
              { "source": { "activity": "first", "port": "Done" }, "target": { "activity": "say", "port": "In" } }] }
        }
        """);
}
