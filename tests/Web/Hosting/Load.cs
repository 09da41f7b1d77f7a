namespace Pipeline.Tests.Web.Hosting;

/// <summary>The benchmark of hooks, bounded: whether it counts nothing lost and nothing doubled. Its times are for quiet machines.</summary>
public sealed class Load
{
    [Fact]
    public async Task No_accepted_hook_is_lost_or_doubled_when_the_host_is_killed()
    {
        await using var host = await ServingHost.StartAsync();

        var outcome = await host.RunAsync("bench", "hooks", "--rate", "50", "--seconds", "6", "--json");

        outcome.ExitCode.ShouldBe(0, outcome.Error);
        var figures = outcome.Json;
        figures.GetProperty("accepted").GetInt32().ShouldBeGreaterThan(0);
        figures.GetProperty("missing").GetInt32().ShouldBe(0);
        figures.GetProperty("doubled").GetInt32().ShouldBe(0);
        figures.GetProperty("replaysDifferent").GetInt32().ShouldBe(0);
    }
}
