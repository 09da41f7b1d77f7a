using System.Text.Json.Nodes;
using Elsa.Workflows;
using Elsa.Workflows.ActivationValidators;
using Elsa.Workflows.Runtime.ActivationValidators;
using Pipeline.Engine.Definitions;
using Pipeline.Engine.Definitions.Json;
using Pipeline.Engine.Definitions.Triggers;
using Pipeline.Engine.Runtime.Intake;
using Pipeline.Engine.Scheduling;
using Pipeline.Tests.Engine.Runtime;

namespace Pipeline.Tests.Engine.Definitions;

/// <summary>What a new run is given, and whether it may start at all.</summary>
public sealed class Starts_of_definitions : IAsyncDisposable
{
    private readonly Host _host = new();

    private IDefinitions Definitions => _host.Get<IDefinitions>();

    private IInstanceIntake Intake => _host.Get<IInstanceIntake>();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData(nameof(AllowAlwaysStrategy), "d x", "d x", true)]
    [InlineData(nameof(SingletonStrategy), "d x", "d y", false)]
    [InlineData(nameof(SingletonStrategy), "d x", "e x", true)]
    [InlineData(nameof(CorrelatedSingletonStrategy), "d x", "d y", true)]
    [InlineData(nameof(CorrelatedSingletonStrategy), "d x", "d x", false)]
    [InlineData(nameof(CorrelatedSingletonStrategy), "d x", "e x", true)]
    [InlineData(nameof(CorrelatedSingletonStrategy), "d ", "d ", false)]
    [InlineData(nameof(CorrelationStrategy), "d x", "e x", false)]
    [InlineData(nameof(CorrelationStrategy), "d x", "d y", true)]
    [InlineData(nameof(CorrelationStrategy), "d ", "d ", true)]
    public async Task A_strategy_decides_beside_which_runs_one_starts(string strategy, string running, string asked, bool starts)
    {
        foreach (var id in (string[])["d", "e"])
            await PublishAsync(id, strategy);

        (await CreateAsync("one", running)).ShouldBe(InstanceCreation.Made);
        (await CreateAsync("two", asked)).ShouldBe(starts ? InstanceCreation.Made : InstanceCreation.Refused);
        (await CreateAsync("one", running)).ShouldBe(InstanceCreation.Known);
        await (await _host.ClientAsync("one")).CancelAsync();
        if (!starts)
            (await CreateAsync("two", asked)).ShouldBe(InstanceCreation.Made);
    }

    [Fact]
    public async Task Of_many_that_are_asked_for_at_once_a_singleton_makes_one()
    {
        await PublishAsync("d", nameof(SingletonStrategy));
        await PublishAsync("free", nameof(AllowAlwaysStrategy));

        var together = await Intake.CreateAsync([new NewInstance("d", "1"), new NewInstance("free", "2"), new NewInstance("d", "3"), new NewInstance("free", "4")]);
        var beside = await Task.WhenAll(Enumerable.Range(10, 8).Select(n => CreateAsync($"{n}", "d ")));

        together.ShouldBe([InstanceCreation.Made, InstanceCreation.Made, InstanceCreation.Refused, InstanceCreation.Made]);
        beside.ShouldAllBe(creation => creation == InstanceCreation.Refused);
    }

    [Fact]
    public async Task The_clock_passes_over_a_time_at_which_the_strategy_refuses()
    {
        await PublishAsync("d", nameof(SingletonStrategy), """{ "id": "first", "type": "Elsa.Timer", "version": 1, "customProperties": { "canStartWorkflow": true }, "interval": { "expression": { "type": "Literal", "value": "01:00:00" } } }""");
        await _host.Get<ITriggerClock>().StartAsync();
        for (var hour = 0; hour < 3; hour++)
        {
            _host.Time.Advance(TimeSpan.FromHours(1));
            await _host.IdleAsync();
        }

        var store = _host.Get<Elsa.Workflows.Management.IWorkflowInstanceStore>();
        var run = (await store.FindManyAsync(new Elsa.Workflows.Management.Filters.WorkflowInstanceFilter())).Single();
        (run.Name, run.SubStatus).ShouldBe(("of d", WorkflowSubStatus.Pending));
        await (await _host.ClientAsync(run.Id)).CancelAsync();
        _host.Time.Advance(TimeSpan.FromHours(1));
        await _host.IdleAsync();
        (await store.CountAsync(new Elsa.Workflows.Management.Filters.WorkflowInstanceFilter())).ShouldBe(2);
    }

    [Fact]
    public async Task Inputs_that_are_not_given_have_the_definitions_defaults()
    {
        await PublishAsync("d", nameof(AllowAlwaysStrategy));
        var version = (await Definitions.FindAsync("d", VersionChoice.Published)).ShouldNotBeNull();
        version.Inputs.Select(input => (input.Name, input.Type, input.Default)).ShouldBe([("who", typeof(string), null), ("times", typeof(int), 3), ("list", typeof(int[]), null)]);
        var inputs = await Definitions.InputsAsync([version.Id, "unknown"]);
        inputs.Keys.ShouldBe([version.Id]);
        inputs[version.Id].ShouldBe(version.Inputs, "what is read of it for a list says the same");

        await Intake.CreateAsync([new NewInstance("d", "1") { Input = new Dictionary<string, object> { ["who"] = "x" } }, new NewInstance("d", "2") { Input = new Dictionary<string, object> { ["times"] = 5 } }]);

        (await _host.FindAsync("1")).WorkflowState.Input.OrderBy(i => i.Key).Select(i => $"{i.Key}={i.Value}").ShouldBe(["times=3", "who=x"]);
        (await _host.FindAsync("2")).WorkflowState.Input.Select(i => $"{i.Key}={i.Value}").ShouldBe(["times=5"]);
    }

    [Fact]
    public async Task A_run_that_is_not_triggered_begins_with_the_trigger_if_the_workflow_does()
    {
        var timer = """{ "id": "first", "type": "Elsa.Timer", "version": 1, "customProperties": { "canStartWorkflow": true }, "interval": { "expression": { "type": "Literal", "value": "01:00:00" } } }""";
        Read(Of("d", nameof(SingletonStrategy), timer)).ShouldBe("first");
        Read(Of("d", nameof(SingletonStrategy), timer.Replace("true", "false"))).ShouldBeNull();
        Read(Of("d", nameof(SingletonStrategy), null)).ShouldBeNull();

        string? Read(JsonObject definition) => Beginning.TriggerOf(_host.Get<WorkflowReader>().Read(definition))?.Id;
    }

    private async Task PublishAsync(string id, string strategy, string? first = null)
    {
        await Definitions.ImportAsync(Of(id, strategy, first));
        await Definitions.PublishAsync(id);
    }

    private async Task<InstanceCreation> CreateAsync(string instance, string what)
    {
        var (definition, correlation) = (what.Split(' ')[0], what.Split(' ')[1]);
        return (await Intake.CreateAsync([new NewInstance(definition, instance) { CorrelationId = correlation.Length > 0 ? correlation : null }]))[0];
    }

    private static JsonObject Of(string id, string strategy, string? first) => DefinitionText.Parse($$"""
        {
          "definitionId": "{{id}}", "name": "of {{id}}",
          "inputs": [{ "type": "String", "name": "who" }, { "type": "Int32", "name": "times" }, { "type": "Int32", "isArray": true, "name": "list" }],
          "customProperties": { "inputDefaults": { "times": 3, "list": "no list" } },
          "options": { "activationStrategyType": "{{(strategy == nameof(AllowAlwaysStrategy) ? "Elsa.Workflows.ActivationValidators" : "Elsa.Workflows.Runtime.ActivationValidators")}}.{{strategy}}, Elsa" },
          "root": { "id": "chart", "type": "Elsa.Flowchart", "version": 1, "activities": [{{(first is null ? "" : first + ",")}} { "id": "wait", "type": "Elsa.Delay", "version": 1, "timeSpan": { "expression": { "type": "Literal", "value": "10:00:00" } } }],
            "connections": [{{(first is null ? "" : """{ "source": { "activity": "first", "port": "Done" }, "target": { "activity": "wait", "port": "In" } }""")}}] }
        }
        """);
}
