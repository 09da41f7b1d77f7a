using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Activities.Flowchart.Models;
using Elsa.Workflows.Models;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Engine;
using Pipeline.Engine.Registration;

namespace Pipeline.Tests.Engine.Registration;

public sealed class DescriptorTests
{
    private readonly IActivityDescriber _describer = new Support.Engine().Services.GetRequiredService<IActivityDescriber>();

    [Fact]
    public async Task A_descriptor_names_type_category_inputs_and_outcomes()
    {
        var decision = await _describer.DescribeActivityAsync(typeof(FlowDecision));
        (decision.TypeName, decision.Category, decision.DisplayName).ShouldBe(("Elsa.FlowDecision", "Branching", "Decision"));
        decision.Inputs.Single().ShouldSatisfyAllConditions(
            input => input.Name.ShouldBe("Condition"),
            input => input.Type.ShouldBe(typeof(bool)),
            input => input.IsWrapped.ShouldBeTrue());
        decision.Ports.Select(port => (port.Name, port.Type)).ShouldBe([("True", PortType.Flow), ("False", PortType.Flow)]);
    }

    [Fact]
    public async Task A_list_input_carries_its_default_and_its_choices()
    {
        var mode = (await _describer.DescribeActivityAsync(typeof(FlowJoin))).Inputs.Single();
        mode.DefaultValue.ShouldBe(FlowJoinMode.WaitAny);
        mode.UIHint.ShouldBe("dropdown");
        mode.UISpecifications!.ShouldContainKey("dropdown");
    }

    [Fact]
    public async Task Ports_outputs_and_display_names_are_described()
    {
        var loop = await _describer.DescribeActivityAsync(typeof(ForEach));
        (loop.TypeName, loop.DisplayName).ShouldBe(("Elsa.ForEach", "For Each"));
        loop.Outputs.Single().DisplayName.ShouldBe("Current Value");
        loop.Ports.Single().Name.ShouldBe("Body");
    }

    [Fact]
    public async Task Registered_workflows_are_found_by_definition_id()
    {
        var services = new ServiceCollection().AddEngineCore().AddWorkflow<Hello>().BuildServiceProvider();
        var catalog = services.GetRequiredService<WorkflowCatalog>();
        (await catalog.FindAsync("Hello"))!.Workflow.Root.NodeId.ShouldBe("Workflow1:Sequence1");
        (await catalog.ListAsync()).Count.ShouldBe(1);
    }

    private sealed class Hello : WorkflowBase
    {
        protected override void Build(IWorkflowBuilder builder) => builder.Root = new Sequence();
    }
}
