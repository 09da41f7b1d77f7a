using Pipeline.Activities.Gaudi.Install;

using RayStatus = Pipeline.Activities.Gaudi.Ray.RayStatus;

namespace Pipeline.Tests.Unit.Simulator;

public sealed class RayToolTests
{
    [Fact]
    public void Two_nodes_make_a_cluster_of_16_HPUs()
    {
        using Lab lab = new();
        lab.StartRay();
        Answer answer = lab.Run(1, "ray", "status");
        answer.ExitCode.ShouldBe(0);
        answer.Lines.ShouldContain(" 0.0/16.0 HPU");
        answer.Lines.Count(line => line.StartsWith(" 1 node_", StringComparison.Ordinal)).ShouldBe(2);
        RayStatus.Parse(answer.Output, answer.ExitCode).Value.ShouldNotBeNull();
    }

    [Fact]
    public void Stop_takes_a_node_out_and_the_heads_end_is_the_clusters()
    {
        using Lab lab = new();
        lab.StartRay();
        lab.Run(2, "ray", "stop").Output.Trim().ShouldBe("Stopped all 3 Ray processes.");
        lab.Run(1, "ray", "status").Lines.ShouldContain(" 0.0/8.0 HPU");
        lab.Run(1, "ray", "stop").Output.Trim().ShouldBe("Stopped all 6 Ray processes.");
        lab.Run(1, "ray", "stop").Output.Trim().ShouldBe("Did not find any active Ray processes.");
        Answer status = lab.Run(1, "ray", "status");
        status.ExitCode.ShouldBe(1);
        status.Error.ShouldContain("Could not find any running Ray instance");
    }

    [Fact]
    public void A_second_head_on_the_node_is_refused()
    {
        using Lab lab = new();
        lab.StartRay(nodes: 1);
        Answer answer = lab.Run(1, "ray", "start", "--head", "--port=6379");
        answer.ExitCode.ShouldBe(1);
        answer.Error.ShouldContain($"but is already running at {lab.Address(1)}:6379");
    }

    [Fact]
    public void A_worker_without_a_head_cannot_connect()
    {
        using Lab lab = new();
        Answer answer = lab.Run(2, "ray", "start", $"--address={lab.Address(1)}:6379");
        answer.ExitCode.ShouldBe(1);
        answer.Error.ShouldContain($"Unable to connect to GCS at {lab.Address(1)}:6379");
    }

    [Fact]
    public void A_busy_port_stops_the_head_once()
    {
        using Lab lab = new();
        lab.Node(1).InjectFault("ray-port-busy:once");
        lab.Run(1, "ray", "start", "--head", "--port=6379").Error.ShouldContain("Address already in use");
        lab.Run(1, "ray", "start", "--head", "--port=6379").ExitCode.ShouldBe(0);
    }

    [Fact]
    public void Another_version_shows_before_and_at_the_start()
    {
        using Lab lab = new();
        lab.Node(2).InjectFault("ray-mismatch");
        lab.Run(2, "ray", "--version").Output.ShouldNotBe(lab.Run(1, "ray", "--version").Output);
        lab.StartRay(nodes: 1);
        lab.Run(2, "ray", "start", $"--address={lab.Address(1)}:6379").Error.ShouldContain("RuntimeError: Version mismatch: The cluster was started with:");
    }

    [Fact]
    public void Versions_are_those_that_the_product_compares()
    {
        using Lab lab = new(nodes: 1);
        string output = lab.Run(1, "python3", "--version").Output + lab.Run(1, "pip", ["show", .. SoftwareVersions.Packages]).Output;
        SoftwareVersions.Parse(output).Value.ShouldNotBeNull().Versions.Keys.ShouldBe(SoftwareVersions.Names, ignoreOrder: true);
    }
}
