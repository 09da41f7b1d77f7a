using Elsa.Extensions;
using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Filters;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Activities;
using Pipeline.Tests.Engine.Support;

namespace Pipeline.Tests.Engine.Runtime;

public class Child_workflows
{
    private static Sequence Parent(bool waits = true)
    {
        var result = new Variable<ExecuteWorkflowResult>("result", null!).WithWorkflowStorage();
        return new Sequence
        {
            Variables = { result },
            Activities =
            {
                new Say("before"),
                new ExecuteWorkflow { WorkflowDefinitionId = new("child"), WaitForCompletion = new(waits), Result = new(result) },
                new Say(context => $"after-{result.Get(context)!.SubStatus}")
            }
        };
    }

    private static async Task<string> ChildOfAsync(Host host) =>
        (await host.Get<IWorkflowInstanceStore>().FindManyIdsAsync(new WorkflowInstanceFilter { ParentWorkflowInstanceIds = ["run"] })).Single();

    [Fact]
    public async Task A_child_that_finishes_at_once_lets_its_parent_finish_in_the_same_call()
    {
        await using var host = new Host().With("parent", () => Parent()).With("child", () => new Say("child"));
        (await host.StartAsync("parent", "run")).SubStatus.ShouldBe(WorkflowSubStatus.Finished);
        host.Trace.Text.ShouldBe("before child after-Finished");
    }

    [Fact]
    public async Task The_parent_waits_for_a_suspended_child()
    {
        await using var host = new Host().With("parent", () => Parent()).With("child", () => new Hold("child"));
        var started = await host.StartAsync("parent", "run");
        started.SubStatus.ShouldBe(WorkflowSubStatus.Suspended);
        started.Bookmarks.Count.ShouldBe(1);
        await host.RestartAsync();

        var childId = await ChildOfAsync(host);
        var child = await host.FindAsync(childId);
        await host.ResumeAsync(childId, child.WorkflowState.Bookmarks.Single().Id);

        host.Trace.Text.ShouldBe("before child after-Finished");
        (await host.FindAsync("run")).SubStatus.ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task A_parent_that_does_not_wait_goes_on()
    {
        await using var host = new Host().With("parent", () => Parent(waits: false)).With("child", () => new Sequence { Activities = { new Say("child"), new Hold("h") } });
        (await host.StartAsync("parent", "run")).SubStatus.ShouldBe(WorkflowSubStatus.Finished);
        (await host.FindAsync(await ChildOfAsync(host))).SubStatus.ShouldBe(WorkflowSubStatus.Suspended);
        host.Trace.Text.ShouldBe("before after-Pending child");
    }

    [Fact]
    public async Task A_faulted_child_is_reported_to_its_parent()
    {
        await using var host = new Host().With("parent", () => Parent()).With("child", () => new Boom());
        await host.StartAsync("parent", "run");
        host.Trace.Text.ShouldBe("before Boom after-Faulted");
    }

    [Fact]
    public async Task The_parent_is_resumed_though_the_host_died_with_the_child()
    {
        await using var host = new Host().With("parent", () => Parent()).With("child", () => new PassGate("child"));
        await host.KillAtGateAsync(kill => host.StartAsync("parent", "run", cancellationToken: kill));
        (await host.FindAsync("run")).SubStatus.ShouldBe(WorkflowSubStatus.Suspended);

        await host.RestartAsync();
        host.Gate.Open();
        await host.RecoverAsync();

        host.Trace.Text.ShouldBe("before child-begins child-begins child after-Finished");
        (await host.Get<IWorkflowInstanceStore>().CountAsync(new())).ShouldBe(2);
    }

    [Fact]
    public async Task A_dispatched_child_runs_in_the_background()
    {
        await using var host = new Host()
            .With("parent", () => new Sequence { Activities = { new DispatchWorkflow { WorkflowDefinitionId = new("child"), WaitForCompletion = new(true) }, new Say("after") } })
            .With("child", () => new PassGate("child"));
        (await host.StartAsync("parent", "run")).SubStatus.ShouldBe(WorkflowSubStatus.Suspended);
        await host.Gate.Reached;
        host.Gate.Open();
        await host.IdleAsync();

        host.Trace.Text.ShouldBe("child-begins child after");
        (await host.FindAsync("run")).SubStatus.ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task A_dispatch_with_a_known_instance_id_starts_nothing()
    {
        await using var host = new Host().With("child", () => new Say("child"));
        var dispatcher = host.Get<IWorkflowDispatcher>();
        await dispatcher.DispatchAsync(new Elsa.Workflows.Runtime.Requests.DispatchWorkflowDefinitionRequest("child") { InstanceId = "run" }, null);
        await dispatcher.DispatchAsync(new Elsa.Workflows.Runtime.Requests.DispatchWorkflowDefinitionRequest("child") { InstanceId = "run" }, null);
        await host.IdleAsync();
        host.Trace.Text.ShouldBe("child");
    }

    [Fact]
    public async Task An_event_published_by_a_workflow_reaches_others()
    {
        await using var host = new Host()
            .With("listener", () => new Sequence { Activities = { new Event("go"), new Say("heard") } })
            .With("speaker", () => new Sequence { Activities = { new PublishEvent { EventName = new("go") }, new Say("said") } });
        await host.StartAsync("listener");
        await host.StartAsync("speaker");
        await host.IdleAsync();
        host.Trace.Text.ShouldBe("said heard");
    }
}
