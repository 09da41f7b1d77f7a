using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Activities.Flowchart.Models;
using Pipeline.Tests.Engine.Support;

namespace Pipeline.Tests.Engine.Execution;

public sealed class ComplexityTests
{
    [Fact]
    public async Task The_cost_of_an_activity_does_not_grow_with_the_flowchart()
    {
        var small = await CostOfChain(100);
        var large = await CostOfChain(5_000);
        large.ShouldBeLessThan(small * 1.2);
    }

    [Fact]
    public async Task The_cost_of_an_iteration_does_not_grow_with_the_number_of_items()
    {
        var small = await CostOfParallel(100);
        var large = await CostOfParallel(10_000);
        large.ShouldBeLessThan(small * 1.2);
    }

    private static async Task<double> CostOfChain(int length)
    {
        var activities = Enumerable.Range(0, length).Select(_ => (IActivity)new Inline(() => { })).ToList();
        var connections = activities.Zip(activities.Skip(1), (source, target) => new Connection(source, target)).ToList();
        return await CostOf(new Flowchart { Activities = activities, Connections = connections }, length);
    }

    private static Task<double> CostOfParallel(int items) =>
        CostOf(new ParallelForEach<int>(Enumerable.Range(0, items).ToArray()) { Body = new Sequence { Activities = { new Inline(() => { }), new Inline(() => { }) } } }, items);

    private static async Task<double> CostOf(IActivity root, int units)
    {
        var result = await new Support.Engine().RunAsync(root);
        result.WorkflowState.SubStatus.ShouldBe(WorkflowSubStatus.Finished);
        return (double)result.WorkflowExecutionContext.Meter.Operations / units;
    }
}
