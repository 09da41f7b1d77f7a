using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Options;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Engine.Definitions.Json;

namespace Pipeline.Tests.Engine.Definitions;

public sealed class Reading_definitions
{
    private readonly Support.Engine _engine;
    private readonly StringWriter _console = new();

    public Reading_definitions() => _engine = new Support.Engine(services => services.AddSingleton<IStandardOutStreamProvider>(new ConsoleTo(_console)));

    private WorkflowReader Reader => _engine.Services.GetRequiredService<WorkflowReader>();

    [Fact]
    public async Task A_definition_with_a_decision_and_a_loop_runs_to_its_end()
    {
        var result = await _engine.Runner.RunAsync(Reader.Read(Samples.Json("flowchart-decision-loop")));
        result.WorkflowState.SubStatus.ShouldBe(WorkflowSubStatus.Finished);
        _console.ToString().ShouldBe("counter is 3\n");
    }

    [Fact]
    public async Task A_definition_reads_its_input_and_gives_its_output()
    {
        var result = await _engine.Runner.RunAsync(Reader.Read(Samples.Json("flowchart-javascript")), new RunWorkflowOptions { Input = new Dictionary<string, object> { ["who"] = "you" } });
        result.WorkflowState.Output["greeting"].ShouldBe("Hello you");
    }

    [Fact]
    public async Task A_sequence_runs_in_order()
    {
        await _engine.Runner.RunAsync(Reader.Read(Samples.Json("sequence")));
        _console.ToString().ShouldBe("first\nsecond\n");
    }

    [Fact]
    public void An_unknown_activity_type_is_refused_with_its_path_and_a_near_one()
    {
        var fault = Reader.Validate(Samples.Of("""{ "id": "a", "type": "Lab.WriteLine", "version": 1 }""")).Single();
        (fault.Path, fault.Message).ShouldBe(("$.root.activities[0].type", "There is no activity type 'Lab.WriteLine'. Is Elsa.WriteLine meant?"));
    }

    [Theory]
    [InlineData("variables")]
    [InlineData("connections")]
    public void A_list_that_is_none_is_refused(string member) =>
        Reader.Validate(Samples.Of($$"""{ "id": "a", "type": "Elsa.Flowchart", "version": 1, "{{member}}": { "id": "x" } }""")).Single().ToString()
            .ShouldBe($"$.root.activities[0].{member}: This must be an array.");

    [Fact]
    public void An_unknown_version_of_an_activity_is_refused() =>
        Reader.Validate(Samples.Of("""{ "id": "a", "type": "Elsa.WriteLine", "version": 7 }""")).Single().Message
            .ShouldBe("There is no version 7 of the activity type 'Elsa.WriteLine'; the newest is 1.");

    [Theory]
    [InlineData("CSharp", "1", "$.root.activities[0].text.expression.type", "CSharp")]
    [InlineData("Delegate", "1", "$.root.activities[0].text.expression.type", "Delegate")]
    [InlineData("JavaScript", "1 +", "$.root.activities[0].text.expression.value", "no valid JavaScript")]
    [InlineData("JavaScript", "2n ** 3n", "$.root.activities[0].text.expression.value", "BigInt")]
    [InlineData("Liquid", "{% if %}", "$.root.activities[0].text.expression.value", "no valid Liquid")]
    [InlineData("Variable", "nope", "$.root.activities[0].text.expression.value", "There is no variable 'nope' in sight; there are x.")]
    [InlineData("Input", "nope", "$.root.activities[0].text.expression.value", "The workflow has no input 'nope'; it declares who.")]
    public void An_expression_that_could_not_be_evaluated_is_refused(string type, string value, string path, string message)
    {
        var definition = Samples.Of(
            $$"""{ "id": "a", "type": "Elsa.WriteLine", "version": 1, "text": { "expression": { "type": "{{type}}", "value": "{{value}}" } } }""",
            """[{ "id": "x", "name": "x", "typeName": "String" }]""",
            """[{ "type": "String", "name": "who" }]""");
        var fault = Reader.Validate(definition).Single();
        fault.Path.ShouldBe(path);
        fault.Message.ShouldContain(message);
    }

    [Fact]
    public void A_literal_that_does_not_fit_is_refused()
    {
        var fault = Reader.Validate(Samples.Of("""{ "id": "a", "type": "Elsa.FlowDecision", "version": 1, "condition": { "expression": { "type": "Literal", "value": "maybe" } } }""")).Single();
        fault.Path.ShouldBe("$.root.activities[0].condition.expression.value");
        fault.Message.ShouldContain("'maybe'");
    }

    [Fact]
    public void All_faults_are_told_at_once()
    {
        var definition = DefinitionText.Parse("""
            {
              "variables": [{ "name": "x", "typeName": "System.Diagnostics.Process" }, { "name": "y" }, { "name": "y" }, { "name": "z", "storageDriverTypeName": "Floppy" }],
              "inputs": [{ "name": "i", "type": "Nope" }],
              "options": { "incidentStrategyType": "Ignore" },
              "root": {
                "id": "r", "type": "Elsa.Flowchart",
                "activities": [{ "id": "a", "type": "Elsa.Start" }, { "id": "a", "type": "Elsa.End" }],
                "connections": [{ "source": { "activity": "a" }, "target": { "activity": "b" } }]
              }
            }
            """);
        Reader.Validate(definition).Select(fault => fault.Path).ShouldBe(
        [
            "$.variables[0].typeName", "$.variables[2].name", "$.variables[3].storageDriverTypeName", "$.inputs[0].type",
            "$.options.incidentStrategyType", "$.root.activities[1].id", "$.root.connections[0].target"
        ]);
    }

    [Theory]
    [InlineData("[1]", "object")]
    [InlineData("{", "valid JSON")]
    [InlineData("""{ "a": 1, "a": 2 }""", "valid JSON")]
    public void What_is_no_json_object_is_refused(string text, string message) =>
        Should.Throw<InvalidDefinitionException>(() => DefinitionText.Parse(text)).Message.ShouldContain(message);

    [Fact]
    public void Json_that_is_nested_too_deep_is_refused() =>
        Should.Throw<InvalidDefinitionException>(() => DefinitionText.Parse($$"""{ "root": {{string.Concat(Enumerable.Repeat("[", 100_000))}}""")).Message.ShouldContain("depth");

    [Fact]
    public void Structured_activities_variables_outputs_and_cases_are_read()
    {
        var workflow = Reader.Read(Samples.Of(
            """
            {
              "id": "if", "type": "Elsa.If", "version": 1,
              "condition": { "expression": { "type": "JavaScript", "value": "true" } },
              "result": { "typeName": "Boolean", "memoryReference": { "id": "flag" } },
              "then": { "id": "switch", "type": "Elsa.Switch", "version": 1,
                "cases": [{ "label": "one", "condition": { "type": "JavaScript", "value": "1" }, "activity": { "id": "line", "type": "Elsa.WriteLine", "version": 1 } }] }
            }
            """,
            """[{ "id": "flag", "name": "Flag", "typeName": "Boolean", "value": "true", "storageDriverTypeName": "Elsa.Workflows.WorkflowInstanceStorageDriver, Elsa.Workflows.Core" }]"""));
        var condition = (If)((Flowchart)workflow.Root).Activities.Single();
        condition.Result!.MemoryBlockReference().ShouldBe(workflow.Variables.Single());
        workflow.Variables.Single().Value.ShouldBe(true);
        workflow.Variables.Single().StorageDriverType.ShouldBe(typeof(WorkflowInstanceStorageDriver));
        ((Switch)condition.Then!).Cases.Single().Activity.ShouldBeOfType<WriteLine>();
    }

    private sealed class ConsoleTo(TextWriter writer) : IStandardOutStreamProvider
    {
        public TextWriter GetTextWriter() => writer;
    }
}
