using Elsa.Workflows.Activities;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Filters;
using Pipeline.Engine.Api.Instances;
using Pipeline.Engine.Persistence;
using Pipeline.Tests.Engine.Support;

namespace Pipeline.Tests.Engine.Runtime;

public sealed class Statistics_of_activities
{
    [Fact]
    public async Task Executions_are_counted_for_each_activity()
    {
        await using var host = new Host().With("w", () => new Sequence { Id = "s", Activities = { new While(_ => true) { Id = "loop", Body = new Sequence { Id = "body", Activities = { new Hold("hold") { Id = "hold" } } } } } });
        var first = await host.StartAsync("w", "run");
        await host.ResumeAsync("run", first.Bookmarks.Single().Id);

        var stats = new ActivityStats(host.Get<EngineDatabase>());
        var all = await stats.OfAsync("run", [], TestContext.Current.CancellationToken);
        all.Select(stat => stat.ActivityId).ShouldBe(["Workflow1", "s", "loop", "body", "hold"], ignoreOrder: true);
        var hold = all.Single(stat => stat.ActivityId == "hold");
        (hold.StartedCount, hold.CompletedCount, hold.UncompletedCount, hold.IsBlocked, hold.IsFaulted, hold.AggregateFaultCount).ShouldBe((2, 1, 1, true, false, 0));
        (await stats.OfAsync("run", [hold.ActivityNodeId], TestContext.Current.CancellationToken)).ShouldBe([hold]);
    }

    [Fact]
    public async Task An_execution_tells_its_outcomes()
    {
        await using var host = new Host().With("w", () => new Sequence { Activities = { new FlowDecision(_ => true) { Id = "question" }, new Say("a") { Id = "other" } } });
        await host.StartAsync("w", "run");

        var executions = (await host.Get<IActivityExecutionStore>().FindManyAsync(new ActivityExecutionRecordFilter { WorkflowInstanceId = "run" }, TestContext.Current.CancellationToken)).ToList();
        executions.Single(execution => execution.ActivityId == "question").Payload!["Outcomes"].ShouldBeAssignableTo<IEnumerable<object>>()!.ShouldBe(["True"]);
        executions.Single(execution => execution.ActivityId == "other").Payload!.ShouldNotContainKey("Outcomes");
    }
}
