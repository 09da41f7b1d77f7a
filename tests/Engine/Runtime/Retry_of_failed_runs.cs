using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Activities.Flowchart.Models;
using Elsa.Workflows.Runtime.Exceptions;
using Pipeline.Tests.Engine.Support;

namespace Pipeline.Tests.Engine.Runtime;

public class Retry_of_failed_runs
{
    private static IActivity InFlowchart()
    {
        var (a, boom, b) = (new Say("a"), new Unless("repaired"), new Say("b"));
        return new Flowchart { Start = a, Activities = { a, boom, b }, Connections = { new Connection(a, boom), new Connection(boom, b) } };
    }

    public static TheoryData<string, string, string> Cases => new()
    {
        { "sequence", "a FAIL", "a FAIL ok b" },
        { "flowchart", "a FAIL", "a FAIL ok b" },
        { "foreach", "FAIL", "FAIL ok ok b" },
        { "nested", "a FAIL", "a FAIL ok b" }
    };

    private static Host NewHost() => new Host()
        .With("sequence", () => new Sequence { Activities = { new Say("a"), new Unless("repaired"), new Say("b") } })
        .With("flowchart", InFlowchart)
        .With("foreach", () => new Sequence { Activities = { new ForEach<int>([1, 2]) { Body = new Unless("repaired") }, new Say("b") } })
        .With("nested", () => new Sequence { Activities = { new Say("a"), new Sequence { Activities = { new Sequence { Activities = { new Unless("repaired") } } } }, new Say("b") } });

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task The_failed_step_runs_again_and_the_rest_follows(string definition, string failed, string retried)
    {
        await using var host = NewHost();
        var first = await host.StartAsync(definition, "run");
        first.SubStatus.ShouldBe(WorkflowSubStatus.Faulted);
        first.Incidents.Single().Message.ShouldBe("not repaired");
        host.Trace.Text.ShouldBe(failed);
        await host.RestartAsync();
        host.Gate.Open();

        var second = await host.Retry.RetryAsync("run");

        second.SubStatus.ShouldBe(WorkflowSubStatus.Finished);
        second.Incidents.ShouldBeEmpty();
        host.Trace.Text.ShouldBe(retried);
        var journal = await host.JournalAsync("run");
        journal.Select(record => record.Sequence).ShouldBe(Enumerable.Range(0, journal.Count).Select(number => (long)number));
    }

    [Fact]
    public async Task A_retry_may_fail_again()
    {
        await using var host = NewHost();
        await host.StartAsync("sequence", "run");
        (await host.Retry.RetryAsync("run")).SubStatus.ShouldBe(WorkflowSubStatus.Faulted);
        host.Gate.Open();
        (await host.Retry.RetryAsync("run")).SubStatus.ShouldBe(WorkflowSubStatus.Finished);
        host.Trace.Text.ShouldBe("a FAIL FAIL ok b");
    }

    [Fact]
    public async Task A_run_without_a_failed_step_is_not_retried()
    {
        await using var host = NewHost();
        host.Gate.Open();
        await host.StartAsync("sequence", "run");
        (await Should.ThrowAsync<InvalidOperationException>(() => host.Retry.RetryAsync("run"))).Message.ShouldBe("The run 'run' has no failed step to retry; it is Finished.");
        await Should.ThrowAsync<WorkflowInstanceNotFoundException>(() => host.Retry.RetryAsync("nobody"));
    }
}
