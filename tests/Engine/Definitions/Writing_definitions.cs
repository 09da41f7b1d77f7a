using System.Text.Json;
using System.Text.Json.Nodes;
using Elsa.Expressions.Models;
using Elsa.Extensions;
using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Activities.Flowchart.Models;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Engine.Definitions.Json;

namespace Pipeline.Tests.Engine.Definitions;

public sealed class Writing_definitions
{
    private readonly IServiceProvider _services = new Support.Engine().Services;

    [Theory]
    [InlineData("flowchart-decision-loop")]
    [InlineData("flowchart-javascript")]
    [InlineData("sequence")]
    public async Task What_a_real_server_exported_is_written_the_same(string name)
    {
        var real = Samples.Json(name);
        var workflow = _services.GetRequiredService<WorkflowReader>().Read(real);
        await _services.GetRequiredService<IWorkflowGraphBuilder>().BuildAsync(workflow);
        var faults = new List<DefinitionFault>();
        var ours = WorkflowWriter.Write(workflow, faults);
        faults.ShouldBeEmpty();
        real.Remove("$schema");
        ours["createdAt"] = real["createdAt"]!.DeepClone();
        Sorted(ours).ShouldBe(Sorted(real));
    }

    [Fact]
    public async Task A_workflow_in_code_comes_back_as_it_was()
    {
        var names = new Variable<ICollection<string>>("names", ["a", "b"]).WithWorkflowStorage();
        var decision = new FlowDecision { Condition = new(new Expression("JavaScript", "getNames().length > 1")), Name = "Several?" };
        var fork = new FlowFork { Branches = new(new List<string> { "x", "y" }) };
        var chart = new Flowchart
        {
            Start = decision,
            Activities = [fork, decision, new SetVariable { Variable = names, Value = new(new Literal(new List<string> { "c" })) }],
            Connections = [new Connection(new Endpoint(decision, "True"), new Endpoint(fork))]
        };
        var text = await WriteAsync(new Workflow(chart) { Variables = [names] });
        var again = _services.GetRequiredService<WorkflowReader>().Read(DefinitionText.Parse(text));
        var back = (Flowchart)again.Root;
        back.Activities.Select(activity => ((Activity)activity).CanStartWorkflow).ShouldBe([false, true, false]);
        back.Connections.Single().Source.Port.ShouldBe("True");
        (await WriteAsync(again)).ShouldBe(text);
    }

    [Fact]
    public async Task Code_within_a_workflow_is_told_by_its_path()
    {
        var workflow = new Workflow(new Sequence { Activities = [new WriteLine(_ => "x"), new If(_ => true) { Then = new Inline(() => { }) }] });
        await _services.GetRequiredService<IWorkflowGraphBuilder>().BuildAsync(workflow);
        var faults = new List<DefinitionFault>();
        WorkflowWriter.Write(workflow, faults);
        faults.Select(fault => fault.Path).ShouldBe(["$.root.activities[0].text.expression", "$.root.activities[1].condition.expression", "$.root.activities[1].then"]);
    }

    [Fact]
    public void What_the_designer_leaves_out_is_filled_in_and_the_rest_is_kept()
    {
        var normalizer = _services.GetRequiredService<DefinitionNormalizer>();
        var definition = DefinitionText.Parse("""
            {
              "id": null, "name": "n", "links": [], "custom": { "kept": 1.50 },
              "variables": [{ "storageDriverTypeName": "Elsa.Workflows.WorkflowInstanceStorageDriver, Elsa.Workflows.Core", "name": "x", "id": "1", "typeName": "Int32", "isArray": false, "value": 3 }],
              "inputs": [{ "name": "i", "type": "String", "uiHint": "singleline", "storageDriverType": null, "isArray": false }],
              "options": { "usableAsActivity": null },
              "root": { "id": "r", "type": "Elsa.Flowchart", "version": 1, "name": "Flowchart1",
                "activities": [{ "id": "a", "type": "Elsa.WriteLine", "version": 1, "mine": [1.0], "text": { "typeName": null, "expression": { "type": "Literal", "value": "x" }, "memoryReference": null } },
                  { "id": "b", "type": "Lab.Unknown", "version": 3, "whatever": true }] }
            }
            """);
        var content = normalizer.Content(definition);
        DefinitionText.WriteCompact(content).ShouldBe(
            """{"variables":[{"id":"1","name":"x","typeName":"Int32","isArray":false,"value":"3","storageDriverTypeName":"WorkflowInstanceStorageDriver"}]"""
            + ""","inputs":[{"uiHint":"singleline","type":"String","name":"i"}],"outputs":[],"outcomes":[],"customProperties":{},"options":{"autoUpdateConsumingWorkflows":false}"""
            + ""","root":{"id":"r","nodeId":"Workflow1:r","type":"Elsa.Flowchart","version":1,"name":"Flowchart1","activities":["""
            + """{"id":"a","nodeId":"Workflow1:r:a","type":"Elsa.WriteLine","version":1,"mine":[1.0],"text":{"typeName":"String","expression":{"type":"Literal","value":"x"}},"customProperties":{},"metadata":{}},"""
            + """{"id":"b","nodeId":"Workflow1:r:b","type":"Lab.Unknown","version":3,"whatever":true,"customProperties":{},"metadata":{}}],"customProperties":{},"metadata":{},"variables":[],"connections":[]},"custom":{"kept":1.50}}""");
        DefinitionText.WriteCompact(normalizer.Content(content)).ShouldBe(DefinitionText.WriteCompact(content));
    }

    private async Task<string> WriteAsync(Workflow workflow)
    {
        await _services.GetRequiredService<IWorkflowGraphBuilder>().BuildAsync(workflow);
        var faults = new List<DefinitionFault>();
        var text = DefinitionText.Write(WorkflowWriter.Write(workflow, faults));
        faults.ShouldBeEmpty();
        return text;
    }

    /// <summary>The text without regard to the order of members.</summary>
    private static string Sorted(JsonNode? node) => node switch
    {
        JsonObject members => $"{{{string.Join(",\n", members.OrderBy(member => member.Key, StringComparer.Ordinal).Where(member => member.Key is not ("notFoundConnections" or "name" or "typeName") || member.Value is not (null or JsonArray)).Select(member => $"{member.Key}:{Sorted(member.Value)}"))}}}",
        JsonArray items => $"[{string.Join(",", items.Select(Sorted))}]",
        _ => JsonSerializer.Serialize(node)
    };
}
