using Elsa.Extensions;
using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.IncidentStrategies;
using Elsa.Workflows.Models;
using Pipeline.Tests.Engine.Support;
using Parallel = Elsa.Workflows.Activities.Parallel;

namespace Pipeline.Tests.Engine.Activities;

public sealed class StructuredActivityTests
{
    private readonly Support.Engine _engine = new();

    [Theory]
    [InlineData("foreach")]
    [InlineData("for")]
    [InlineData("while")]
    public async Task Break_ends_the_loop_and_what_follows_runs(string kind)
    {
        var body = new Sequence { Activities = { new Say("in"), new Break(), new Say("never") } };
        IActivity loop = kind switch
        {
            "foreach" => new ForEach<int>(new[] { 1, 2 }) { Body = body },
            "for" => new For(1, 3, 1) { Body = body },
            _ => While.True(body)
        };
        var result = await _engine.RunAsync(new Sequence { Activities = { loop, new Say("after") } });
        _engine.Trace.Text.ShouldBe("in after");
        result.WorkflowState.SubStatus.ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task Break_outside_a_loop_ends_the_sequence()
    {
        var result = await _engine.RunAsync(new Sequence { Activities = { new Say("a"), new Break(), new Say("never") } });
        _engine.Trace.Text.ShouldBe("a");
        result.WorkflowState.SubStatus.ShouldBe(WorkflowSubStatus.Finished);
        result.WorkflowState.Incidents.ShouldBeEmpty();
    }

    [Fact]
    public async Task Break_in_ParallelForEach_ends_its_own_iteration_only()
    {
        var body = new Sequence
        {
            Activities = { new If(context => context.GetVariable<int>("CurrentValue") == 2) { Then = new Break() }, new Say(context => context.GetVariable<string>("CurrentValue")!) }
        };
        await _engine.RunAsync(new Sequence { Activities = { new ParallelForEach<int>(new[] { 1, 2, 3 }) { Body = body }, new Say("after") } });
        _engine.Trace.Text.ShouldBe("1 3 after");
    }

    [Fact]
    public async Task ParallelForEach_interleaves_and_each_iteration_keeps_its_own_values()
    {
        var body = new Sequence
        {
            Activities =
            {
                new Say(context => $"a{context.GetVariable<string>("CurrentValue")}{context.GetVariable<int>("CurrentIndex")}"),
                new Say(context => $"b{context.GetVariable<string>("CurrentValue")}{context.GetVariable<int>("CurrentIndex")}")
            }
        };
        await _engine.RunAsync(new ParallelForEach<string>(new[] { "x", "y" }) { Body = body });
        _engine.Trace.Text.ShouldBe("ax0 ay1 bx0 by1");
    }

    [Fact]
    public async Task Nested_ForEach_shadows_the_outer_values()
    {
        var inner = new ForEach<string>(new[] { "p", "q" }) { Body = new Say(context => context.GetVariable<string>("CurrentValue")!) };
        await _engine.RunAsync(new ForEach<int>(new[] { 1, 2 }) { Body = new Sequence { Activities = { new Say(context => context.GetVariable<string>("CurrentValue")!), inner } } });
        _engine.Trace.Text.ShouldBe("1 p q 2 p q");
    }

    [Fact]
    public async Task For_has_an_inclusive_end_and_no_index()
    {
        await _engine.RunAsync(new For(1, 3, 1) { Body = new Say(context => $"{context.GetVariable<int>("CurrentValue")}{context.GetVariable<object>("CurrentIndex") ?? "-"}") });
        _engine.Trace.Text.ShouldBe("1- 2- 3-");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Complete_and_End_complete_the_nested_sequence_and_the_outer_one_goes_on(bool complete)
    {
        var inner = new Sequence { Activities = { new Say("in"), complete ? new Complete() : new End(), new Say("never") } };
        await _engine.RunAsync(new Sequence { Activities = { inner, new Say("after") } });
        _engine.Trace.Text.ShouldBe("in after");
    }

    [Fact]
    public async Task Finish_ends_the_whole_workflow_at_once()
    {
        var fork = new Fork { Branches = { new Hold("H"), new Sequence { Activities = { new Say("a"), new Finish() } } } };
        var result = await _engine.RunAsync(new Sequence { Activities = { fork, new Say("never") } });
        _engine.Trace.Text.ShouldBe("a");
        result.WorkflowState.Status.ShouldBe(WorkflowStatus.Finished);
        result.WorkflowState.SubStatus.ShouldBe(WorkflowSubStatus.Finished);
        result.WorkflowState.Bookmarks.ShouldBeEmpty();
        result.WorkflowState.CompletionCallbacks.ShouldBeEmpty();
    }

    [Fact]
    public async Task Fork_WaitAny_cancels_the_other_branches()
    {
        var result = await _engine.RunAsync(new Sequence { Activities = { new Fork { JoinMode = ForkJoinMode.WaitAny, Branches = { new Hold("H"), new Say("a") } }, new Say("after") } });
        _engine.Trace.Text.ShouldBe("a cancel-H after");
        result.Journal.WorkflowExecutionLogEntries.ShouldContain(entry => entry.EventName == "Canceled" && entry.ActivityType == "Lab.Hold");
    }

    [Fact]
    public async Task Parallel_waits_for_all()
    {
        var first = await _engine.RunAsync(new Sequence { Activities = { new Parallel(new Hold("H"), new Say("a")), new Say("after") } });
        _engine.Trace.Text.ShouldBe("a");
        await _engine.ResumeAsync(first);
        _engine.Trace.Text.ShouldBe("a H after");
    }

    [Theory]
    [InlineData(true, "one")]
    [InlineData(false, "default")]
    public async Task Switch_runs_the_first_match_or_the_default(bool matches, string expected)
    {
        await _engine.RunAsync(new Switch
        {
            Cases = { new SwitchCase("1", () => matches, new Say("one")), new SwitchCase("2", () => matches, new Say("two")) },
            Default = new Say("default")
        });
        _engine.Trace.Text.ShouldBe(expected);
    }

    [Fact]
    public async Task While_evaluates_its_condition_before_each_pass()
    {
        var left = 2;
        await _engine.RunAsync(new While(() => left-- > 0) { Body = new Say("x") });
        _engine.Trace.Text.ShouldBe("x x");
    }

    [Fact]
    public async Task Fault_raises_an_incident_with_its_message()
    {
        var result = await _engine.RunAsync(Fault.Create("7", "Disk", "System", "disk full"));
        result.WorkflowState.SubStatus.ShouldBe(WorkflowSubStatus.Faulted);
        result.WorkflowState.Incidents.Single().Message.ShouldBe("disk full");
    }

    [Fact]
    public async Task An_activity_that_neither_completes_nor_waits_leaves_the_workflow_suspended()
    {
        var result = await _engine.RunAsync(new Sequence { Activities = { new Idle(), new Say("never") } });
        result.WorkflowState.SubStatus.ShouldBe(WorkflowSubStatus.Suspended);
        result.WorkflowState.Bookmarks.ShouldBeEmpty();
    }

    [Fact]
    public async Task Correlate_and_SetName_mark_the_instance()
    {
        var result = await _engine.RunAsync(new Sequence { Activities = { new Correlate(_ => "c-1"), new SetName(new Input<string>("run 1")) } });
        result.WorkflowState.CorrelationId.ShouldBe("c-1");
        result.WorkflowState.Name.ShouldBe("run 1");
    }

    private sealed class Idle : Activity;
}
