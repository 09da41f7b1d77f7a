using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.CommitStates;
using Elsa.Workflows.Options;
using Elsa.Workflows.State;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Tests.Engine.Support;

namespace Pipeline.Tests.Engine.Execution;

public sealed class CommitTests
{
    [Fact]
    public async Task Every_activity_is_committed_and_the_last_commit_has_the_final_state()
    {
        var handler = new Recorder();
        var engine = new Support.Engine(services => services.AddSingleton<ICommitStateHandler>(handler));
        await engine.RunAsync(new Sequence { Activities = { new Say("a"), new Say("b") } });
        handler.States.Select(state => state.SubStatus).ShouldBe(
            [WorkflowSubStatus.Executing, WorkflowSubStatus.Executing, WorkflowSubStatus.Executing, WorkflowSubStatus.Finished]);
        handler.States[^1].ActivityExecutionContexts.Count.ShouldBe(1);
    }

    [Fact]
    public async Task From_any_commit_the_instance_goes_on_without_repeating_what_was_done()
    {
        var handler = new Recorder();
        var engine = new Support.Engine(services => services.AddSingleton<ICommitStateHandler>(handler));
        var first = await engine.RunAsync(new Sequence { Activities = { new Say("a"), new Say("b"), new Say("c") } });
        var afterA = handler.States[2];
        await engine.Runner.RunAsync(first.Workflow, StateRoundTrip.Of(afterA));
        engine.Trace.Text.ShouldBe("a b c b c");
    }

    [Fact]
    public async Task A_failed_commit_stops_the_run()
    {
        var engine = new Support.Engine(services => services.AddSingleton<ICommitStateHandler>(new Recorder { FailAt = 3 }));
        await Should.ThrowAsync<IOException>(engine.RunAsync(new Sequence { Activities = { new Say("a"), new Say("b") } }));
        engine.Trace.Text.ShouldBe("a");
    }

    private sealed class Recorder : ICommitStateHandler
    {
        public List<WorkflowState> States { get; } = [];
        public int FailAt { get; init; } = int.MaxValue;

        public Task CommitAsync(WorkflowExecutionContext workflowExecutionContext, CancellationToken cancellationToken = default) =>
            CommitAsync(workflowExecutionContext, workflowExecutionContext.GetRequiredService<IWorkflowStateExtractor>().Extract(workflowExecutionContext), cancellationToken);

        public Task CommitAsync(WorkflowExecutionContext workflowExecutionContext, WorkflowState workflowState, CancellationToken cancellationToken = default)
        {
            if (States.Count + 1 == FailAt)
                throw new IOException("disk full");
            States.Add(StateRoundTrip.Of(workflowState));
            workflowExecutionContext.ClearCompletedActivityExecutionContexts();
            return Task.CompletedTask;
        }
    }
}
