using System.Text.Json.Nodes;
using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Runtime.Exceptions;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Engine.Definitions;
using Pipeline.Engine.Definitions.Json;
using Pipeline.Engine.Definitions.Triggers;
using Pipeline.Engine.Execution;
using Pipeline.Engine.Registration;
using Pipeline.Tests.Engine.Runtime;

namespace Pipeline.Tests.Engine.Definitions;

public sealed class Definition_versions : IAsyncDisposable
{
    private readonly Host _host = new Host().With("coded", () => new Sequence()).With(services => services.AddSingleton<Meanwhile>().AddSingleton<IStimulusHasher>(provider => provider.GetRequiredService<Meanwhile>()));

    private IDefinitions Definitions => _host.Get<IDefinitions>();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_draft_changes_in_place_until_it_is_published()
    {
        var first = await Definitions.SaveAsync(Outputs("one"));
        var second = await Definitions.SaveAsync(Outputs("two", first.DefinitionId));
        (second.Id, second.Version, second.IsPublished).ShouldBe((first.Id, 1, false));

        (await Definitions.PublishAsync(first.DefinitionId)).AlreadyPublished.ShouldBeFalse();
        (await Definitions.PublishAsync(first.DefinitionId)).AlreadyPublished.ShouldBeTrue();
        var third = await Definitions.SaveAsync(Outputs("three", first.DefinitionId));
        (third.Version, third.IsLatest, third.IsPublished).ShouldBe((2, true, false));
        third.Id.ShouldNotBe(first.Id);
        (await Definitions.FindVersionAsync(first.Id))!.Content!.ToJsonString().ShouldContain("two");
    }

    [Fact]
    public async Task Saving_what_is_published_unchanged_makes_no_version()
    {
        var saved = await Definitions.SaveAsync(Outputs("one"));
        await Definitions.PublishAsync(saved.DefinitionId);
        (await Definitions.SaveAsync((await Definitions.FindVersionAsync(saved.Id))!.ToJson())).Version.ShouldBe(1);
    }

    [Fact]
    public async Task Runs_stay_on_their_version_over_publication_retraction_deletion_and_restart()
    {
        await PublishAsync("d", Waiting("one"));
        var run = await _host.StartAsync("d");
        await PublishAsync("d", Waiting("two"));
        var other = await _host.StartAsync("d");
        await _host.RestartAsync();
        await Definitions.RetractAsync("d");
        await Should.ThrowAsync<WorkflowDefinitionNotFoundException>(_host.StartAsync("d"));
        (await Definitions.DeleteAsync("d")).ShouldBe(2);
        (await Definitions.ListAsync(VersionChoice.All)).ShouldNotContain(version => version.DefinitionId == "d");

        (await _host.ResumeAsync(run.WorkflowInstanceId, run.Bookmarks.Single().Id)).SubStatus.ShouldBe(WorkflowSubStatus.Finished);
        (await _host.ResumeAsync(other.WorkflowInstanceId, other.Bookmarks.Single().Id)).SubStatus.ShouldBe(WorkflowSubStatus.Finished);
        (await _host.FindAsync(run.WorkflowInstanceId)).WorkflowState.Output["said"].ToString().ShouldBe("one");
        (await _host.FindAsync(other.WorkflowInstanceId)).WorkflowState.Output["said"].ToString().ShouldBe("two");
        (await Definitions.FindVersionAsync((await _host.FindAsync(run.WorkflowInstanceId)).DefinitionVersionId)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_draft_that_has_run_is_not_changed_but_followed_by_the_next_version()
    {
        var draft = await Definitions.SaveAsync(Outputs("one"));
        (await Definitions.FreezeAsync(draft.DefinitionId, VersionChoice.Latest)).Id.ShouldBe(draft.Id);
        (await _host.StartAsync(draft.Id)).Output!["said"].ShouldBe("one");
        (await Definitions.SaveAsync(Outputs("two", draft.DefinitionId))).Version.ShouldBe(2);
    }

    [Fact]
    public async Task A_draft_that_is_not_fixed_does_not_run()
    {
        var draft = await Definitions.SaveAsync(Outputs("one"));
        await Should.ThrowAsync<WorkflowDefinitionNotFoundException>(_host.StartAsync(draft.Id));
    }

    [Fact]
    public async Task A_version_that_is_deleted_and_imported_again_runs_as_imported()
    {
        var first = await PublishAsync("d", Outputs("one"));
        await _host.Get<WorkflowCatalog>().FindAsync("d");
        await Definitions.DeleteAsync("d");
        var other = Outputs("two", "d");
        other["id"] = first.Id;
        (await PublishAsync("d", other)).Id.ShouldBe(first.Id);
        (await _host.StartAsync("d")).Output!["said"].ShouldBe("two");
    }

    [Fact]
    public async Task A_version_with_runs_that_is_deleted_comes_back_from_its_file_as_it_was()
    {
        var first = await PublishAsync("d", Outputs("one"));
        var run = await _host.StartAsync("d");
        var file = (await Definitions.FindVersionAsync(first.Id))!.ToExport();
        await Definitions.DeleteAsync("d");

        var back = await Definitions.ImportAsync(file.DeepClone().AsObject());
        JsonNode.DeepEquals(back.ToExport(), file).ShouldBeTrue();
        back.IsPublished.ShouldBeFalse();
        (await _host.FindAsync(run.WorkflowInstanceId)).DefinitionVersionId.ShouldBe(back.Id);
        // The version that has run is still not changed.
        var changed = Outputs("two", "d");
        changed["id"] = back.Id;
        (await Definitions.SaveAsync(changed)).Version.ShouldBe(2);
    }

    [Fact]
    public async Task A_deleted_version_with_runs_does_not_come_back_changed()
    {
        var first = await PublishAsync("d", Outputs("one"));
        await _host.StartAsync("d");
        await Definitions.DeleteAsync("d");
        var other = Outputs("two", "d");
        other["id"] = first.Id;
        var imported = await Definitions.ImportAsync(other);
        (imported.Version, imported.Id == first.Id).ShouldBe((2, false));
    }

    [Fact]
    public async Task What_is_deleted_while_it_is_published_stays_deleted()
    {
        var draft = await Definitions.SaveAsync(Of("""{ "id": "at", "type": "Elsa.Timer", "version": 1, "customProperties": { "canStartWorkflow": true } }""", "d"));
        await Definitions.FreezeAsync("d", VersionChoice.Latest);
        await _host.StartAsync(draft.Id);
        _host.Get<Meanwhile>().Act = () => Definitions.DeleteAsync("d");
        await Should.ThrowAsync<WorkflowDefinitionNotFoundException>(Definitions.PublishAsync("d"));
        (await Definitions.ListAsync(VersionChoice.All)).ShouldNotContain(version => version.DefinitionId == "d");
        (await _host.Get<ITriggerIndex>().ListAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Reverting_makes_a_draft_of_what_was()
    {
        await PublishAsync("d", Outputs("one"));
        await PublishAsync("d", Outputs("two"));
        var reverted = await Definitions.RevertAsync("d", 1);
        (reverted.Version, reverted.IsPublished).ShouldBe((3, false));
        reverted.Content!.ToJsonString().ShouldContain("one");
        (await Definitions.FindAsync("d", VersionChoice.Published))!.Version.ShouldBe(2);
    }

    [Fact]
    public async Task Deleting_the_latest_version_makes_the_one_before_the_latest()
    {
        await PublishAsync("d", Outputs("one"));
        var draft = await Definitions.SaveAsync(Outputs("two", "d"));
        (await Definitions.DeleteVersionAsync(draft.Id)).ShouldBeTrue();
        (await Definitions.DeleteVersionAsync(draft.Id)).ShouldBeFalse();
        (await Definitions.FindAsync("d", VersionChoice.Latest))!.Version.ShouldBe(1);
    }

    [Fact]
    public async Task What_is_exported_while_it_is_published_deleted_and_imported_is_equal_byte_by_byte()
    {
        var imported = await Definitions.ImportAsync(Samples.Json("flowchart-decision-loop"));
        await Definitions.PublishAsync(imported.DefinitionId);
        var text = await ExportAsync(imported.DefinitionId);
        await Definitions.DeleteAsync(imported.DefinitionId);
        await Definitions.ImportAsync(DefinitionText.Parse(text));
        (await ExportAsync(imported.DefinitionId)).ShouldBe(text);
        var draft = Samples.Json("flowchart-decision-loop");
        draft["isPublished"] = false;
        JsonNode.DeepEquals(DefinitionText.Parse(text), draft).ShouldBeTrue();
    }

    [Fact]
    public async Task What_cannot_run_is_kept_as_a_draft_but_neither_imported_nor_published_nor_run()
    {
        var broken = Samples.Of("""{ "id": "a", "type": "Lab.Unknown", "version": 1, "kept": 1 }""");
        (await Definitions.SaveAsync(broken)).Content!.ToJsonString().ShouldContain("\"kept\":1");
        await Should.ThrowAsync<InvalidDefinitionException>(Definitions.ImportAsync(broken));
        await Should.ThrowAsync<InvalidDefinitionException>(Definitions.PublishAsync("d"));
        await Should.ThrowAsync<InvalidDefinitionException>(Definitions.FreezeAsync("d", VersionChoice.Latest));
    }

    [Fact]
    public async Task Workflows_in_code_are_listed_and_refuse_every_change()
    {
        var coded = (await Definitions.FindAsync("coded", VersionChoice.Latest))!;
        (coded.IsReadonly, coded.IsPublished).ShouldBe((true, true));
        (await Definitions.ListAsync(VersionChoice.Published)).ShouldContain(version => version.DefinitionId == "coded");
        await Should.ThrowAsync<DefinitionRefusedException>(Definitions.SaveAsync(coded.ToJson()));
        await Should.ThrowAsync<DefinitionRefusedException>(Definitions.DeleteAsync("coded"));
        await Should.ThrowAsync<DefinitionRefusedException>(Definitions.RetractAsync("coded"));
        (await Definitions.ImportAsync(coded.ToExport())).DefinitionId.ShouldBe("coded-designed");
    }

    [Fact]
    public async Task Retracting_what_is_not_published_is_refused()
    {
        var draft = await Definitions.SaveAsync(Outputs("one"));
        (await Should.ThrowAsync<DefinitionRefusedException>(Definitions.RetractAsync(draft.DefinitionId))).Message.ShouldContain("not published");
        await Should.ThrowAsync<WorkflowDefinitionNotFoundException>(Definitions.RetractAsync("nope"));
    }

    [Fact]
    public async Task A_database_of_a_host_without_definitions_gets_their_tables()
    {
        await _host.StartAsync("coded");
        await using (var connection = new SqliteConnection($"Data Source={_host.DatabasePath}"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "DROP TABLE Triggers; DROP TABLE WorkflowDefinitions";
            await command.ExecuteNonQueryAsync();
        }

        await _host.RestartAsync();
        (await PublishAsync("d", Outputs("one"))).Version.ShouldBe(1);
    }

    private async Task<DefinitionVersion> PublishAsync(string definitionId, JsonObject definition)
    {
        definition["definitionId"] = definitionId;
        await Definitions.SaveAsync(definition);
        return (await Definitions.PublishAsync(definitionId)).Version;
    }

    private async Task<string> ExportAsync(string definitionId) => DefinitionText.Write((await Definitions.FindAsync(definitionId, VersionChoice.Latest))!.ToExport());

    private static JsonObject Outputs(string text, string? definitionId = null) => Of(Output(text), definitionId);

    /// <summary>Waits for an event, then says its text.</summary>
    private static JsonObject Waiting(string text) => Of($$"""{ "id": "wait", "type": "Elsa.Event", "version": 1, "eventName": { "expression": { "type": "Literal", "value": "go" } } }, {{Output(text)}}""", null);

    private static string Output(string text) => $$"""
        { "id": "say", "type": "Elsa.SetOutput", "version": 1, "outputName": { "expression": { "type": "Literal", "value": "said" } },
          "outputValue": { "expression": { "type": "Literal", "value": "{{text}}" } } }
        """;

    private static JsonObject Of(string activities, string? definitionId) => DefinitionText.Parse($$"""
        { "definitionId": {{(definitionId is null ? "null" : $"\"{definitionId}\"")}}, "name": "n", "root": { "id": "s", "type": "Elsa.Sequence", "version": 1, "activities": [{{activities}}] } }
        """);

    /// <summary>Lets something happen once while a definition's triggers are read.</summary>
    private sealed class Meanwhile : IStimulusHasher
    {
        private readonly StimulusHasher _hasher = new();

        public Func<Task>? Act { get; set; }

        public string Hash(string stimulusName, object? payload = null, string? activityInstanceId = null)
        {
            var act = Act;
            Act = null;
            act?.Invoke().GetAwaiter().GetResult();
            return _hasher.Hash(stimulusName, payload, activityInstanceId);
        }
    }
}
