using System.Text.Json.Nodes;

namespace Pipeline.Tests.Host.Runs;

/// <summary>Definitions as a user imports them.</summary>
internal static class Designed
{
    /// <summary>Says what its script gives.</summary>
    /// <param name="id">The definition's id.</param>
    /// <param name="name">Its name.</param>
    /// <param name="script">JavaScript of what it says.</param>
    /// <param name="first">An activity before that, with the id <c>first</c>.</param>
    /// <param name="strategy">An activation strategy.</param>
    /// <param name="next">An activity between the two, with the id <c>first</c>, which becomes <c>next</c>.</param>
    public static JsonObject Of(string id, string name, string script, string? first = null, string? strategy = null, string? next = null) => JsonNode.Parse($$"""
        {
          "$schema": "https://elsaworkflows.io/schemas/workflow-definition/v3.0.0/schema.json",
          "definitionId": "{{id}}", "name": "{{name}}",
          "inputs": [{ "type": "String", "name": "who", "description": "Whom to greet." }, { "type": "Int32", "name": "times", "description": "How often." }],
          "outputs": [{ "type": "Object", "name": "said" }],
          "customProperties": { "inputDefaults": { "times": 3 } },
          "options": {{(strategy is null ? "{}" : $$"""{ "activationStrategyType": "{{strategy}}" }""")}},
          "root": { "id": "chart", "type": "Elsa.Flowchart", "version": 1,
            "activities": [{{(first is null ? "" : first + ",")}}{{(next is null ? "" : next.Replace("first", "next", StringComparison.Ordinal) + ",")}}
              { "id": "say", "type": "Elsa.SetOutput", "version": 1,
                "outputName": { "expression": { "type": "Literal", "value": "said" } }, "outputValue": { "expression": { "type": "JavaScript", "value": "{{script}}" } } }],
            "connections": [{{(first is null ? "" : Connection("first", next is null ? "say" : "next"))}}{{(next is null ? "" : $", {Connection("next", "say")}")}}] }
        }
        """)!.AsObject();

    /// <summary>Begins every night.</summary>
    public const string Nightly = """{ "id": "first", "type": "Elsa.Cron", "version": 1, "customProperties": { "canStartWorkflow": true }, "cronExpression": { "expression": { "type": "Literal", "value": "0 2 * * *" } } }""";

    /// <summary>Begins with a request.</summary>
    public const string Hooked = """{ "id": "first", "type": "Elsa.HttpEndpoint", "version": 1, "customProperties": { "canStartWorkflow": true }, "path": { "expression": { "type": "Literal", "value": "greet" } } }""";

    /// <summary>Waits for an hour.</summary>
    public const string Patient = """{ "id": "first", "type": "Elsa.Delay", "version": 1, "timeSpan": { "expression": { "type": "Literal", "value": "01:00:00" } } }""";

    /// <summary>Leases nodes.</summary>
    /// <param name="cards">With how many cards.</param>
    public static string Acquiring(int cards) => $$"""{ "id": "first", "type": "Gaudi.AcquireNodes", "version": 1, "cards": { "expression": { "type": "Literal", "value": {{cards}} } } }""";

    /// <summary>Starts another workflow and waits for its end.</summary>
    /// <param name="definition">Which.</param>
    public static string Starting(string definition) => $$"""
        { "id": "first", "type": "Elsa.ExecuteWorkflow", "version": 1, "workflowDefinitionId": { "expression": { "type": "Literal", "value": "{{definition}}" } },
          "waitForCompletion": { "expression": { "type": "Literal", "value": true } } }
        """;

    private static string Connection(string from, string to) => $$"""{ "source": { "activity": "{{from}}", "port": "Done" }, "target": { "activity": "{{to}}", "port": "In" } }""";
}
