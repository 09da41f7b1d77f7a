using Elsa.Scheduling.Activities;
using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Pipeline.Tests.Engine.Support;

namespace Pipeline.Tests.Engine.Runtime;

public class Delays
{
    private static Host With(TimeSpan delay) => new Host().With("delay", () => new Sequence { Activities = { new Delay(delay), new Say("awake") } });

    [Fact]
    public async Task A_delay_ends_when_its_time_has_come()
    {
        await using var host = With(TimeSpan.FromHours(2));
        await host.StartAsync("delay", "run");
        host.Time.Advance(TimeSpan.FromHours(1.9));
        await host.IdleAsync();
        host.Trace.Text.ShouldBe("");
        host.Time.Advance(TimeSpan.FromHours(0.2));
        await host.IdleAsync();
        host.Trace.Text.ShouldBe("awake");
        (await host.FindAsync("run")).SubStatus.ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task A_delay_survives_a_restart_and_is_made_up_for_if_its_time_has_passed()
    {
        await using var host = With(TimeSpan.FromHours(2));
        await host.StartAsync("delay", "early");
        await host.RestartAsync();
        host.Time.Advance(TimeSpan.FromHours(1.5));
        await host.StartAsync("delay", "late");
        await host.RestartAsync();
        host.Time.Advance(TimeSpan.FromHours(1));

        await host.RecoverAsync();
        host.Trace.Text.ShouldBe("awake");
        host.Time.Advance(TimeSpan.FromHours(1));
        await host.IdleAsync();
        host.Trace.Text.ShouldBe("awake awake");
    }

    [Fact]
    public async Task A_delay_may_be_longer_than_a_timer()
    {
        await using var host = With(TimeSpan.FromDays(100));
        await host.StartAsync("delay", "run");
        for (var day = 0; day < 99; day++)
            host.Time.Advance(TimeSpan.FromDays(1));
        await host.IdleAsync();
        host.Trace.Text.ShouldBe("");
        host.Time.Advance(TimeSpan.FromDays(1));
        await host.IdleAsync();
        host.Trace.Text.ShouldBe("awake");
    }

    [Fact]
    public async Task A_cancelled_delay_wakes_nobody()
    {
        await using var host = With(TimeSpan.FromHours(2));
        await host.StartAsync("delay", "run");
        await (await host.ClientAsync("run")).CancelAsync();
        host.Time.Advance(TimeSpan.FromHours(3));
        await host.IdleAsync();
        host.Trace.Text.ShouldBe("");
    }
}
