using Elsa.Expressions.Models;
using Elsa.Extensions;
using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Activities.Flowchart.Models;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;
using Pipeline.Tests.Engine.Support;

namespace Pipeline.Tests.Engine.Flow;

public sealed class FlowchartTests
{
    private readonly Support.Engine _engine = new();
    private readonly Say _a = new("A"), _b = new("B"), _c = new("C"), _d = new("D");

    [Fact]
    public async Task Branches_that_meet_run_the_common_activity_once_after_both()
    {
        var result = await _engine.RunAsync(Chart([_a, _b, _c, _d], (_a, _b), (_a, _c), (_b, _d), (_c, _d)));
        _engine.Trace.Text.ShouldBe("A B C D");
        result.WorkflowState.SubStatus.ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task The_common_activity_waits_for_a_suspended_branch()
    {
        var c = new Hold("C");
        var first = await _engine.RunAsync(Chart([_a, _b, c, _d], (_a, _b), (_a, c), (_b, _d), (c, _d)));
        _engine.Trace.Text.ShouldBe("A B");
        first.WorkflowState.SubStatus.ShouldBe(WorkflowSubStatus.Suspended);
        var second = await _engine.ResumeAsync(first);
        _engine.Trace.Text.ShouldBe("A B C D");
        second.WorkflowState.SubStatus.ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task After_a_decision_the_common_activity_runs_after_the_branch_taken()
    {
        var decision = new FlowDecision(_ => true);
        await _engine.RunAsync(Chart([decision, _b, _c, _d], (decision, "True", _b), (decision, "False", _c), (_b, _d), (_c, _d)));
        _engine.Trace.Text.ShouldBe("B D");
    }

    [Fact]
    public async Task A_dead_connection_does_not_keep_the_common_activity_waiting()
    {
        var o = new Choose("O", "Nope");
        var result = await _engine.RunAsync(Chart([_a, _b, o, _d], (_a, _b), (_a, o), (_b, _d), (o, "Yes", _d)));
        _engine.Trace.Text.ShouldBe("A B O D");
        result.WorkflowState.SubStatus.ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task A_loop_back_runs_until_its_decision_leaves()
    {
        var (increment, decision) = Counting(3);
        await _engine.RunAsync(With(Chart([increment, decision, _d], (increment, decision), (decision, "True", increment), (decision, "False", _d))));
        _engine.Trace.Text.ShouldBe("1 2 3 D");
    }

    [Fact]
    public async Task A_loop_back_to_a_join_waits_for_the_branches_first_and_then_goes_on_alone()
    {
        var (increment, decision) = Counting(3);
        await _engine.RunAsync(With(Chart(
            [_a, _b, _c, increment, decision, _d],
            (_a, _b), (_a, _c), (_b, increment), (_c, increment), (increment, decision), (decision, "True", increment), (decision, "False", _d))));
        _engine.Trace.Text.ShouldBe("A B C 1 2 3 D");
    }

    [Fact]
    public async Task A_join_after_a_loop_waits_for_the_last_pass_of_the_loop()
    {
        var (increment, decision) = Counting(3);
        var side = new Say("S");
        await _engine.RunAsync(With(Chart(
            [_a, side, increment, decision, _b, _d],
            (_a, side), (_a, increment), (side, _d), (increment, decision), (decision, "True", increment), (decision, "False", _b), (_b, _d))));
        _engine.Trace.Text.ShouldBe("A S 1 2 3 B D");
    }

    [Theory]
    [InlineData(FlowJoinMode.WaitAll)]
    [InlineData(FlowJoinMode.WaitAllActive)]
    public async Task A_join_after_a_decision_passes_without_the_branch_not_taken(FlowJoinMode mode)
    {
        var decision = new FlowDecision(_ => true);
        var join = new FlowJoin { Mode = new Input<FlowJoinMode>(mode) };
        var result = await _engine.RunAsync(Chart(
            [decision, _b, _c, join, _d], (decision, "True", _b), (decision, "False", _c), (_b, join), (_c, join), (join, _d)));
        _engine.Trace.Text.ShouldBe("B D");
        result.WorkflowState.SubStatus.ShouldBe(WorkflowSubStatus.Finished);
    }

    [Theory]
    [InlineData(FlowJoinMode.WaitAll)]
    [InlineData(FlowJoinMode.WaitAllActive)]
    public async Task A_join_of_suspended_branches_passes_after_the_second_resume(FlowJoinMode mode)
    {
        var (chart, _, _) = Joined(mode);
        var first = await _engine.RunAsync(chart);
        var second = await _engine.ResumeAsync(first);
        _engine.Trace.Text.ShouldBe("A B");
        await _engine.ResumeAsync(second);
        _engine.Trace.Text.ShouldBe("A B C D");
    }

    [Fact]
    public async Task WaitAny_passes_with_the_first_branch_and_cancels_the_other()
    {
        var (chart, _, _) = Joined(FlowJoinMode.WaitAny);
        var first = await _engine.RunAsync(chart);
        first.WorkflowState.Bookmarks.Count.ShouldBe(2);
        var second = await _engine.ResumeAsync(first);
        _engine.Trace.Text.ShouldBe("A B cancel-C D");
        second.WorkflowState.Bookmarks.ShouldBeEmpty();
        second.WorkflowState.SubStatus.ShouldBe(WorkflowSubStatus.Finished);
    }

    [Theory]
    [InlineData(FlowJoinMode.WaitAny)]
    [InlineData(FlowJoinMode.WaitAll)]
    public async Task Two_outcomes_that_lead_to_one_join_pass_it_once(FlowJoinMode mode)
    {
        var choose = new Choose("A", "X", "Y");
        var join = new FlowJoin { Mode = new Input<FlowJoinMode>(mode) };
        await _engine.RunAsync(Chart([choose, join, _d], (choose, "X", join), (choose, "Y", join), (join, _d)));
        _engine.Trace.Text.ShouldBe("A D");
    }

    [Fact]
    public void A_join_waits_for_any_by_default() => new FlowJoin().Mode.Expression!.Value.ShouldBe(FlowJoinMode.WaitAny);

    [Fact]
    public async Task A_faulted_branch_does_not_let_the_join_pass()
    {
        var boom = new Boom();
        var (x, s1, s2, j) = (new Say("x"), new Say("S1"), new Say("S2"), new Say("J"));
        var result = await _engine.RunAsync(Chart([_a, boom, x, s1, s2, j], (_a, boom), (boom, x), (_a, s1), (s1, s2), (x, j), (s2, j)));
        _engine.Trace.Text.ShouldBe("A Boom S1 S2");
        result.WorkflowState.SubStatus.ShouldBe(WorkflowSubStatus.Faulted);
    }

    [Fact]
    public async Task A_dangling_outcome_ends_its_path_and_the_flowchart_completes()
    {
        var result = await _engine.RunAsync(Chart([new Choose("A", "Nowhere"), _b], (_c, _b)));
        _engine.Trace.Text.ShouldBe("A");
        result.WorkflowState.SubStatus.ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task Two_outcomes_at_once_are_both_followed()
    {
        var choose = new Choose("A", "X", "Y");
        await _engine.RunAsync(Chart([choose, _b, _c], (choose, "X", _b), (choose, "Y", _c)));
        _engine.Trace.Text.ShouldBe("A B C");
    }

    [Fact]
    public async Task A_connection_without_a_port_counts_as_Done()
    {
        await _engine.RunAsync(Chart([_a, _b, _c], (_a, _b), (_a, "Done", _c)));
        _engine.Trace.Text.ShouldBe("A B C");
        var custom = new Choose("X", "Custom");
        var other = new Support.Engine();
        await other.RunAsync(Chart([custom, new Say("never")], (custom, _b)));
        other.Trace.Text.ShouldBe("X");
    }

    [Fact]
    public async Task The_Start_property_wins_even_when_others_point_to_it()
    {
        var chart = Chart([_a, _b], (_a, _b));
        chart.Start = _b;
        await _engine.RunAsync(chart);
        _engine.Trace.Text.ShouldBe("B");
    }

    [Fact]
    public async Task Of_two_roots_only_the_first_runs()
    {
        await _engine.RunAsync(Chart([_a, _b, _c], (_a, _c), (_b, _c)));
        _engine.Trace.Text.ShouldBe("A C");
    }

    [Theory]
    [InlineData(SwitchMode.MatchFirst, "one")]
    [InlineData(SwitchMode.MatchAny, "one two")]
    public async Task FlowSwitch_gives_the_labels_that_match(SwitchMode mode, string expected)
    {
        var choice = new FlowSwitch
        {
            Mode = new Input<SwitchMode>(mode),
            Cases = [new FlowSwitchCase("1", () => true), new FlowSwitchCase("2", () => true), new FlowSwitchCase("3", () => false)]
        };
        var (one, two, none) = (new Say("one"), new Say("two"), new Say("default"));
        await _engine.RunAsync(Chart([choice, one, two, none], (choice, "1", one), (choice, "2", two), (choice, "Default", none)));
        _engine.Trace.Text.ShouldBe(expected);
    }

    [Fact]
    public async Task FlowSwitch_without_a_match_gives_Default()
    {
        var choice = new FlowSwitch { Cases = [new FlowSwitchCase("1", () => false)] };
        await _engine.RunAsync(Chart([choice, _a], (choice, "Default", _a)));
        _engine.Trace.Text.ShouldBe("A");
    }

    [Fact]
    public async Task FlowFork_gives_all_its_branches()
    {
        var fork = new FlowFork { Branches = new Input<ICollection<string>>(new[] { "x", "y" }) };
        await _engine.RunAsync(Chart([fork, _a, _b], (fork, "x", _a), (fork, "y", _b)));
        _engine.Trace.Text.ShouldBe("A B");
    }

    [Fact]
    public async Task End_completes_the_flowchart_and_the_outer_sequence_goes_on()
    {
        var (hold, end) = (new Hold("H"), new End());
        var result = await _engine.RunAsync(new Sequence { Activities = { Chart([_a, hold, end, _b], (_a, hold), (_a, end), (end, _b)), new Say("after") } });
        _engine.Trace.Text.ShouldBe("A cancel-H after");
        result.WorkflowState.Bookmarks.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_activity_that_says_it_is_terminal_ends_the_flowchart()
    {
        var (hold, last) = (new Hold("H"), new Terminal("T"));
        var result = await _engine.RunAsync(new Sequence { Activities = { Chart([_a, hold, last, _b], (_a, hold), (_a, last), (last, _b)), new Say("after") } });
        _engine.Trace.Text.ShouldBe("A T cancel-H after");
        result.WorkflowState.SubStatus.ShouldBe(WorkflowSubStatus.Finished);
    }

    private (Flowchart Chart, Hold B, Hold C) Joined(FlowJoinMode mode)
    {
        var (b, c) = (new Hold("B"), new Hold("C"));
        var join = new FlowJoin { Mode = new Input<FlowJoinMode>(mode) };
        return (Chart([_a, b, c, join, _d], (_a, b), (_a, c), (b, join), (c, join), (join, _d)), b, c);
    }

    private static (Say Increment, FlowDecision Decision) Counting(int until) =>
        (new Say(context =>
        {
            var next = context.GetVariable<int>("n") + 1;
            context.SetVariable("n", next);
            return next.ToString();
        }), new FlowDecision(context => context.GetVariable<int>("n") < until));

    private static Workflow With(IActivity root) => new(root) { Variables = [new Variable<int>("n", 0)] };

    private static Flowchart Chart(IActivity[] activities, params Link[] links) =>
        new() { Activities = activities, Connections = links.Select(link => new Connection(new Endpoint(link.Source, link.Port), new Endpoint(link.Target))).ToList() };

    private sealed record Link(IActivity Source, string? Port, IActivity Target)
    {
        public static implicit operator Link((IActivity Source, IActivity Target) pair) => new(pair.Source, null, pair.Target);

        public static implicit operator Link((IActivity Source, string Port, IActivity Target) triple) => new(triple.Source, triple.Port, triple.Target);
    }
}
