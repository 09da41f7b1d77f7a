namespace Pipeline.Tests.Host.Demo;

/// <summary>What would cost hours is found before they begin.</summary>
public sealed class Preflight
{
    [Fact]
    public async Task Every_fault_is_told_at_once_in_one_table_with_its_remedy()
    {
        using var host = new HostProcess();

        var outcome = await host.RunAsync(
            "demo", "--json", "--fault", "link-down:gaudi-1:3", "--fault", "card-busy:gaudi-1:2", "--fault", "driver-mismatch:gaudi-2", "--fault", "disk-low:gaudi-2",
            "--fault", "python-mismatch:gaudi-2", "--fault", "inc-mismatch:gaudi-2", "--fault", "ray-mismatch");

        outcome.ExitCode.ShouldBe(1);
        var error = outcome.Json.GetProperty("error").GetString()!;
        error.ShouldStartWith("7 checks failed:");
        error.Split('\n')[1..].ShouldAllBe(l => l.Length > 60);
        foreach (var part in new[] { "internal ports 0", "accel2", "drivers: gaudi-1 1.24.1", "12 MiB", "Python differs", "Neural Compressor differs", "Ray differs" })
            error.ShouldContain(part);
        host.NodeLog("gaudi-1").ShouldNotContain(l => l.Contains("git clone", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Before_Ray_starts_versions_are_compared_and_the_Ray_of_somebody_else_is_left_alone()
    {
        using var host = new HostProcess();

        var outcome = await host.RunAsync("demo", "--json", "--fault", "vllm-mismatch:gaudi-2", "--fault", "foreign-ray:gaudi-2");

        outcome.ExitCode.ShouldBe(1);
        var error = outcome.Json.GetProperty("error").GetString()!;
        error.ShouldContain("vLLM differs between the nodes");
        error.ShouldContain("Ray runs here that no run of Pipeline started (processes 1");
        host.NodeLog("gaudi-2").ShouldNotContain(l => l.Contains("ray stop", StringComparison.Ordinal));
        host.NodeLog("gaudi-1").ShouldContain(l => l.Contains("ray stop", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nodes_check_looks_at_every_node_and_tells_what_is_wrong()
    {
        using var host = new HostProcess();
        (await host.RunAsync("nodes", "--json")).ExitCode.ShouldBe(0);
        var fine = await host.RunAsync("nodes", "check", "--json");
        fine.ExitCode.ShouldBe(0, fine.Output);
        var node = fine.Json.GetProperty("nodes")[1];
        node.GetProperty("driver").GetString().ShouldBe("1.24.1-3bf9e81");
        node.GetProperty("internalPorts").GetProperty("up").GetInt32().ShouldBe(168);
        node.GetProperty("identity").GetString().ShouldBe(fine.Json.GetProperty("nodes")[0].GetProperty("identity").GetString());
        await host.RunAsync("simulate", "fault", Path.Combine(host.Data, "nodes"), "vllm-mismatch:gaudi-2");
        await host.RunAsync("simulate", "fault", Path.Combine(host.Data, "nodes"), "plugin-mismatch:gaudi-2");

        var faulty = await host.RunAsync("nodes", "check");

        faulty.ExitCode.ShouldBe(1);
        faulty.Output.ShouldContain("vLLM differs between the nodes: gaudi-1 0.26.0");
        faulty.Output.ShouldContain("vLLM Gaudi plugin differs");
    }
}
