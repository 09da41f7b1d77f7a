using Pipeline.Activities.Gaudi.Failures;
using Pipeline.Activities.Gaudi.Ray;

namespace Pipeline.Tests.Unit.Gaudi.Ray;

public class RayTests
{
    [Theory]
    [InlineData("Active", "Usage")]
    [InlineData("Healthy", "Total Usage")]
    public void Old_and_new_status_are_read(string active, string usage)
    {
        var cluster = RayStatus.Parse(Status(active, usage, "0.0/16.0 HPU"), 0).Value.ShouldNotBeNull();
        cluster.ShouldBe(new RayStatus(2, 16, 0));
        cluster.Judge(16, 2).ShouldBeNull();
    }

    [Fact]
    public void Hpus_in_use_are_named()
    {
        var cluster = RayStatus.Parse(Status("Active", "Usage", "16.0/16.0 HPU (16.0 used of 16.0 reserved in placement groups)"), 0).Value.ShouldNotBeNull();
        cluster.Judge(16, 2)!.Summary.ShouldBe("16 of 16 HPUs of the Ray cluster are in use.");
    }

    [Fact]
    public void A_cluster_without_hpus_is_told_how_to_count_them() =>
        RayStatus.Parse(Status("Active", "Usage", "0.0/320.0 CPU"), 0).Value!.Judge(16, 2)!.Remedy.ShouldContain("--resources='{\"HPU\": 8}'");

    [Fact]
    public void A_missing_node_may_still_join() => new RayStatus(1, 8, 0).Judge(16, 2)!.Kind.ShouldBe(FailureKind.Transient);

    [Fact]
    public void Too_few_hpus_name_both_numbers() => new RayStatus(2, 16, 0).Judge(32, 2)!.Summary.ShouldBe("The Ray cluster has 16 HPUs, the job needs 32.");

    [Fact]
    public void No_cluster_is_a_failure() =>
        RayStatus.Parse("Ray cluster is not found at 10.0.0.11:6379", 1).Failure!.Summary.ShouldBe("No Ray cluster at 10.0.0.11:6379.");

    [Fact]
    public void A_started_head_tells_its_address()
    {
        const string output = """
            Local node IP: 10.0.0.11

            --------------------
            Ray runtime started.
            --------------------

              To add another node to this Ray cluster, run
                ray start --address='10.0.0.11:6379'
            """;
        RayStart.Parse(output, 0).Value.ShouldBe(new RayStart("10.0.0.11", "10.0.0.11:6379"));
    }

    [Fact]
    public void A_started_worker_has_no_head_address() =>
        RayStart.Parse("This node has an IP address of 10.0.0.12, while we can not found the matched Raylet address.\nLocal node IP: 10.0.0.12\nRay runtime started.\n", 0)
            .Value.ShouldBe(new RayStart("10.0.0.12", null));

    [Fact]
    public void A_head_that_runs_already_is_explained() =>
        RayStart.Parse("ConnectionError: Ray is trying to start at 10.0.0.11:6379, but is already running at 10.0.0.11:6379. Please specify", 1)
            .Failure!.Summary.ShouldBe("Ray already runs at 10.0.0.11:6379.");

    [Theory]
    [InlineData("Stopped all 6 Ray processes.", 6, 0)]
    [InlineData("Did not find any active Ray processes.", 0, 0)]
    [InlineData("Stopped only 4 out of 6 Ray processes within the grace period 16 seconds.", 4, 2)]
    public void Stopping_tells_what_remains(string output, int stopped, int remaining) =>
        RayStop.Parse(output, 0).Value.ShouldBe(new RayStop(stopped, remaining));

    private static string Status(string active, string usage, string resource) => $"""
        ======== Autoscaler status: 2026-11-24 10:15:02.120345 ========
        Node status
        ---------------------------------------------------------------
        {active}:
         1 node_efa0981305b1204810c3080c09898097099090f09ee909d0ae12545a
         1 node_184f44c4790135907ab098897c878699d89098e879f2403bc990112b
        Pending:
         (no pending nodes)
        Recent failures:
         (no failures)

        Resources
        ---------------------------------------------------------------
        {usage}:
         {resource}
         0B/1.81TiB memory

        Demands:
         (no resource demands)
        """;
}
