using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Pipeline.Tests.Engine.Support;

namespace Pipeline.Tests.Engine.Runtime;

public class Recovery_of_killed_hosts
{
    private static Sequence Steps() => new() { Activities = { new Say("a"), new PassGate("b"), new Say("c") } };

    [Fact]
    public async Task Only_the_uncommitted_activity_runs_again()
    {
        await using var host = new Host().With("steps", Steps);
        await host.KillAtGateAsync(kill => host.StartAsync("steps", "run", cancellationToken: kill));
        (await host.FindAsync("run")).SubStatus.ShouldBe(WorkflowSubStatus.Executing);

        await host.RestartAsync();
        host.Gate.Open();
        await host.RecoverAsync();

        host.Trace.Text.ShouldBe("a b-begins b-begins b c");
        (await host.FindAsync("run")).SubStatus.ShouldBe(WorkflowSubStatus.Finished);
        (await host.JournalAsync("run")).Select(record => record.Sequence).ShouldBe(Enumerable.Range(0, 10).Select(number => (long)number));
    }

    [Fact]
    public async Task A_resumption_that_was_cut_short_is_taken_up()
    {
        await using var host = new Host().With("steps", () => new Sequence { Activities = { new Hold("hold"), new PassGate("b"), new Say("c") } });
        var started = await host.StartAsync("steps", "run");
        await host.KillAtGateAsync(kill => host.ResumeAsync("run", started.Bookmarks.Single().Id, cancellationToken: kill));

        await host.RestartAsync();
        host.Gate.Open();
        await host.RecoverAsync();

        host.Trace.Text.ShouldBe("hold b-begins b-begins b c");
        (await host.FindAsync("run")).SubStatus.ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task A_resumption_whose_activity_was_not_committed_is_served_again()
    {
        await using var host = new Host().With("steps", () => new Sequence { Activities = { new GatedHold(), new Say("c") } });
        var started = await host.StartAsync("steps", "run");
        await host.KillAtGateAsync(kill => host.ResumeAsync("run", started.Bookmarks.Single().Id, new Dictionary<string, object> { ["word"] = "hello" }, kill));
        (await host.FindAsync("run")).SubStatus.ShouldBe(WorkflowSubStatus.Suspended);

        await host.RestartAsync();
        host.Gate.Open();
        await host.RecoverAsync();

        host.Trace.Text.ShouldBe("hello c");
        (await host.FindAsync("run")).SubStatus.ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task An_instance_that_was_made_but_not_run_is_run()
    {
        await using var host = new Host().With("steps", () => new Say("a"));
        await (await host.ClientAsync("run")).CreateInstanceAsync(new() { WorkflowDefinitionHandle = Host.Definition("steps"), Name = "night" });
        (await host.FindAsync("run")).SubStatus.ShouldBe(WorkflowSubStatus.Pending);

        await host.RestartAsync();
        await host.RecoverAsync();

        host.Trace.Text.ShouldBe("a");
        (await host.FindAsync("run")).Name.ShouldBe("night");
    }

    [Fact]
    public async Task Recovering_twice_at_once_runs_once()
    {
        await using var host = new Host().With("steps", Steps);
        await host.KillAtGateAsync(kill => host.StartAsync("steps", "run", cancellationToken: kill));
        await host.RestartAsync();
        host.Gate.Open();

        await host.Recovery.RecoverAsync();
        await host.Recovery.RecoverAsync();
        await host.IdleAsync();

        host.Trace.Text.ShouldBe("a b-begins b-begins b c");
    }
}
