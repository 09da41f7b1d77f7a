using Pipeline.Tests.Host;

namespace Pipeline.Tests.Nodes.Benchmarks;

public sealed class NodeBenchmarkTests
{
    [Fact]
    public async Task Its_small_form_measures_everything()
    {
        using var host = new HostProcess();
        var outcome = await host.RunAsync("bench", "nodes", "--small", "--json");
        outcome.ExitCode.ShouldBe(0, outcome.Error);
        outcome.Json.GetProperty("nodes").GetInt32().ShouldBe(8);
        outcome.Json.GetProperty("jobs").GetInt32().ShouldBe(40);
        outcome.Json.GetProperty("firstSeconds").GetDouble().ShouldBeGreaterThan(0);
        outcome.Json.GetProperty("warmRatio").GetDouble().ShouldBeGreaterThan(0);
        outcome.Json.GetProperty("pollShare").GetDouble().ShouldBeInRange(0.0001, 1);
    }
}
