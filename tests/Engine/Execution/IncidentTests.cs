using Elsa.Extensions;
using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.IncidentStrategies;
using Elsa.Workflows.Models;
using Pipeline.Engine.Execution;
using Pipeline.Tests.Engine.Support;

namespace Pipeline.Tests.Engine.Execution;

public sealed class IncidentTests
{
    private readonly Support.Engine _engine = new();

    [Theory]
    [InlineData(typeof(FaultStrategy), WorkflowSubStatus.Faulted)]
    [InlineData(typeof(ContinueWithIncidentsStrategy), WorkflowSubStatus.Suspended)]
    public async Task A_throwing_activity_becomes_an_incident(Type strategy, WorkflowSubStatus expected)
    {
        var result = await _engine.RunAsync(new Sequence { Activities = { new Say("before"), new Boom(), new Say("after") } }, incidentStrategy: strategy);
        _engine.Trace.Text.ShouldBe("before Boom");
        result.WorkflowState.SubStatus.ShouldBe(expected);
        var incident = result.WorkflowState.Incidents.Single();
        (incident.ActivityId, incident.ActivityNodeId, incident.Message).ShouldBe(("Boom1", "Workflow1:Sequence1:Boom1", "boom"));
        incident.Exception!.Type.ShouldBe(typeof(InvalidOperationException));
        var contexts = result.WorkflowState.ActivityExecutionContexts;
        contexts.Single(context => context.ScheduledActivityNodeId.EndsWith("Boom1", StringComparison.Ordinal)).Status.ShouldBe(ActivityStatus.Faulted);
        contexts.Where(context => context.Status == ActivityStatus.Running).Select(context => context.FaultCount).ShouldBe([1, 1]);
        result.WorkflowState.ScheduledActivities.ShouldBeEmpty();
        result.WorkflowState.CompletionCallbacks.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Work_under_way_in_other_branches_runs_to_its_bookmark_and_resuming_a_faulted_instance_does_nothing()
    {
        var first = await _engine.RunAsync(new Fork { Branches = { new Boom(), new Sequence { Activities = { new Say("a"), new Hold("h") } } } });
        _engine.Trace.Text.ShouldBe("Boom a");
        first.WorkflowState.Bookmarks.Count.ShouldBe(1);
        var second = await _engine.ResumeAsync(first);
        _engine.Trace.Text.ShouldBe("Boom a");
        (second.WorkflowState.SubStatus, second.WorkflowState.Incidents.Count, second.WorkflowState.Bookmarks.Count).ShouldBe((WorkflowSubStatus.Faulted, 1, 1));
    }

    [Fact]
    public async Task With_ContinueWithIncidents_the_other_branch_completes_and_the_workflow_waits()
    {
        var first = await _engine.RunAsync(new Fork { Branches = { new Boom(), new Hold("h") } }, incidentStrategy: typeof(ContinueWithIncidentsStrategy));
        var second = await _engine.ResumeAsync(first);
        _engine.Trace.Text.ShouldBe("Boom h");
        (second.WorkflowState.SubStatus, second.WorkflowState.Bookmarks.Count).ShouldBe((WorkflowSubStatus.Suspended, 0));
    }

    [Fact]
    public async Task An_input_that_fails_names_itself()
    {
        var result = await _engine.RunAsync(new WriteLine(new Input<string>(new Func<string>(() => throw new InvalidOperationException("no")))));
        result.WorkflowState.Incidents.Single().Message.ShouldBe("Failed to evaluate activity input 'Text'");
    }

    [Theory]
    [InlineData(typeof(FaultStrategy))]
    [InlineData(typeof(ContinueWithIncidentsStrategy))]
    public async Task A_retried_activity_runs_again_and_the_workflow_goes_on(Type strategy)
    {
        var first = await _engine.RunAsync(new Sequence { Activities = { new Say("before"), new Boom(1), new Say("after") } }, incidentStrategy: strategy);
        var context = await _engine.LoadAsync(first);
        WorkflowRetry.RetryAll(context).ShouldBe(1);
        var second = await _engine.Runner.RunAsync(context);
        _engine.Trace.Text.ShouldBe("before Boom Boom after");
        second.WorkflowState.SubStatus.ShouldBe(WorkflowSubStatus.Finished);
        second.WorkflowState.Incidents.ShouldBeEmpty();
        second.WorkflowState.ActivityExecutionContexts.Single().FaultCount.ShouldBe(0);
    }

    [Fact]
    public async Task A_retried_loop_iteration_keeps_its_value_and_other_branches_keep_their_bookmarks()
    {
        var boom = new Boom(1);
        var body = new Sequence { Activities = { boom, new Say(context => context.GetVariable<string>("CurrentValue")!) } };
        var first = await _engine.RunAsync(new Fork { Branches = { new ForEach<string>(new[] { "x", "y" }) { Body = body }, new Hold("h") } });
        var context = await _engine.LoadAsync(first);
        WorkflowRetry.RetryAll(context);
        var second = await _engine.Runner.RunAsync(context);
        _engine.Trace.Text.ShouldBe("Boom Boom x Boom y");
        second.WorkflowState.Bookmarks.Count.ShouldBe(1);
        var third = await _engine.ResumeAsync(second);
        third.WorkflowState.SubStatus.ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task A_retried_loop_body_sees_its_value_again()
    {
        var tried = 0;
        var body = new Say(context => tried++ == 0 ? throw new InvalidOperationException("first") : $"{context.GetVariable<object>("CurrentValue")}{context.GetVariable<int>("CurrentIndex")}");
        var first = await _engine.RunAsync(new ForEach<string>(new[] { "x", "y" }) { Body = body });
        var context = await _engine.LoadAsync(first);
        WorkflowRetry.RetryAll(context);
        await _engine.Runner.RunAsync(context);
        _engine.Trace.Text.ShouldBe("x0 y1");
    }

    [Fact]
    public async Task A_container_that_faults_in_its_callback_is_retried_from_a_clean_state()
    {
        var first = await _engine.RunAsync(new Sequence { Activities = { new Picky(new Say("child"), new Hold("left")), new Say("after") } });
        first.WorkflowState.SubStatus.ShouldBe(WorkflowSubStatus.Faulted);
        first.WorkflowState.Bookmarks.Count.ShouldBe(1);
        var context = await _engine.LoadAsync(first);
        WorkflowRetry.RetryAll(context);
        context.Bookmarks.ShouldBeEmpty();
        var second = await _engine.Runner.RunAsync(context);
        _engine.Trace.Text.ShouldBe("child child cancel-left after");
        second.WorkflowState.SubStatus.ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task Cancelling_tells_open_activities_and_removes_their_bookmarks()
    {
        var first = await _engine.RunAsync(new Sequence { Activities = { new Hold("h"), new Say("never") } });
        var context = await _engine.LoadAsync(first);
        await WorkflowCancellation.CancelAsync(context);
        var result = await _engine.Runner.RunAsync(context);
        _engine.Trace.Text.ShouldBe("cancel-h");
        (result.WorkflowState.Status, result.WorkflowState.SubStatus, result.WorkflowState.Bookmarks.Count).ShouldBe((WorkflowStatus.Finished, WorkflowSubStatus.Cancelled, 0));
    }

    [Fact]
    public async Task Cancelling_one_activity_leaves_those_around_it_running()
    {
        var first = await _engine.RunAsync(new Sequence { Activities = { new Hold("h") } });
        var context = await _engine.LoadAsync(first);
        await context.ActivityExecutionContexts.Single(activity => activity.Activity is Hold).CancelActivityAsync();
        context.Bookmarks.ShouldBeEmpty();
        context.ActivityExecutionContexts.Where(activity => activity.Activity is not Hold).ShouldAllBe(activity => activity.Status == ActivityStatus.Running);
    }

    /// <summary>Schedules two children; throws the first time one completes.</summary>
    private sealed class Picky(IActivity first, IActivity second) : Activity
    {
        private bool _thrown;

        public IActivity First { get; } = first;
        public IActivity Second { get; } = second;

        protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
        {
            await context.ScheduleActivityAsync(Second, OnChildCompletedAsync);
            await context.ScheduleActivityAsync(First, OnChildCompletedAsync);
        }

        private async ValueTask OnChildCompletedAsync(ActivityCompletedContext context)
        {
            if (!_thrown)
            {
                _thrown = true;
                throw new InvalidOperationException("picky");
            }

            await context.CompleteActivityAsync();
        }
    }
}
