using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Models;
using Pipeline.Tests.Engine.Support;

namespace Pipeline.Tests.Engine.Execution;

public sealed class JournalTests
{
    private readonly Support.Engine _engine = new();

    [Fact]
    public async Task A_sequence_is_logged_from_the_outside_in_and_back()
    {
        var result = await _engine.RunAsync(new Sequence { Activities = { new Say("a"), new Say("b") } });
        Events(result).ShouldBe("Workflow1 Started, Sequence1 Started, Say1 Started, Say1 Completed, Say2 Started, Say2 Completed, Sequence1 Completed, Workflow1 Completed");
        result.Journal.WorkflowExecutionLogEntries.Select(entry => entry.Sequence).ShouldBe(Enumerable.Range(0, 8).Select(n => (long)n));
    }

    [Fact]
    public async Task Suspending_and_resuming_are_logged_with_one_running_number()
    {
        var first = await _engine.RunAsync(new Sequence { Activities = { new Hold("h") } });
        Events(first).ShouldBe("Workflow1 Started, Sequence1 Started, Hold1 Started, Hold1 Suspended");
        var second = await _engine.ResumeAsync(first);
        Events(second).ShouldBe("Hold1 Resumed, Hold1 Completed, Sequence1 Completed, Workflow1 Completed");
        second.Journal.WorkflowExecutionLogEntries.First().Sequence.ShouldBe(4);
    }

    [Fact]
    public async Task A_fault_is_logged_for_the_activity_only() =>
        Events(await _engine.RunAsync(new Sequence { Activities = { new Boom() } })).ShouldBe("Workflow1 Started, Sequence1 Started, Boom1 Started, Boom1 Faulted");

    [Fact]
    public async Task Ids_count_per_type_and_an_explicit_id_counts_too()
    {
        var result = await _engine.RunAsync(new Sequence { Activities = { new Say("a"), new Say("b") { Id = "custom" }, new Say("c") } });
        result.Journal.WorkflowExecutionLogEntries.Select(entry => entry.NodeId).Distinct()
            .ShouldBe(["Workflow1", "Workflow1:Sequence1", "Workflow1:Sequence1:Say1", "Workflow1:Sequence1:custom", "Workflow1:Sequence1:Say3"]);
    }

    private static string Events(RunWorkflowResult result) =>
        string.Join(", ", result.Journal.WorkflowExecutionLogEntries.Select(entry => $"{entry.ActivityId} {entry.EventName}"));
}
