using Pipeline.Activities.Gaudi.Install;
using Pipeline.Activities.Nodes.Pool;
using Pipeline.Activities.Steps.Probing;

namespace Pipeline.Tests.Unit.Steps.Probing;

public sealed class NodeFactsTests
{
    private const string Ours = "4f3a";

    private static readonly ContainerDefinition Container = new() { Name = "gaudi", Image = "vault.habana.ai/gaudi-docker/1.24.1/ubuntu22.04/habanalabs/pytorch-installer-2.9.0:latest" };

    [Fact]
    public void A_healthy_node_is_read_and_has_no_faults()
    {
        var facts = Read("a", Answer());

        facts.Os.ShouldBe("Ubuntu 22.04.5 LTS, Linux 6.8.0");
        facts.Driver.ShouldBe("1.24.1-3bf9e81");
        facts.Links.Keys.ShouldBe(["0000:19:00.0"]);
        facts.Container.ShouldBe(new ContainerFacts(true, Container.Image, "sha256:11", null) { Stays = true, ImageIdToUse = "sha256:11" });
        facts.Software!.Value!.Versions[SoftwareVersions.Ray].ShouldBe("2.48.0");
        (facts.RayRuns, facts.FreeKiB, facts.Mount, facts.Identity).ShouldBe((false, 900000000, "server:/export on /mnt/nfs (nfs)", "00ff"));
        FactFaults.Of(facts).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("768 MiB, 1", "40000 MiB, 1", "cards", "accel0 (40000 MiB)")]
    [InlineData("port  1:        UP", "port  1:        DOWN", "internal links", "internal ports 1 of card 0000:19:00.0")]
    [InlineData("900000000 1000000000", "12288 1000000000", "disk", "12 MiB are free")]
    [InlineData("1.24.1-3bf9e81", "1.23.0-3bf9e81", "driver", "release 1.24.1, the driver of 1.23.0")]
    [InlineData("status:Operational", "status:Malfunction", "cards", "accel0 (Malfunction)")]
    [InlineData("true vault", "Cannot connect to the Docker daemon", "container", "docker")]
    public void What_is_wrong_with_a_node_is_told_with_its_remedy(string good, string bad, string check, string part)
    {
        var fault = FactFaults.Of(Read("a", Answer().Replace(good, bad, StringComparison.Ordinal))).ShouldHaveSingleItem();

        (fault.Node, fault.Check).ShouldBe(("a", check));
        fault.Failure.Summary.ShouldContain(part, Case.Insensitive);
        fault.Failure.Remedy.ShouldNotBeEmpty();
    }

    [Fact]
    public void A_container_that_is_not_made_yet_is_no_fault()
    {
        var facts = Read("a", Answer().Replace("true vault", "Error: No such object: gaudi vault", StringComparison.Ordinal));

        facts.Container.ShouldBe(new ContainerFacts(false, null, null, null) { ImageIdToUse = "sha256:11" });
        facts.Software.ShouldBeNull();
        FactFaults.Of(facts).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("1.24.1-3bf9e81", "1.24.1-3bf9e82", "drivers: a 1.24.1-3bf9e81, b 1.24.1-3bf9e82")]
    [InlineData("sha256:11", "sha256:22", "container images: a sha256:11, b sha256:22")]
    [InlineData("00ff", "11ff", "shared workspaces: a 00ff, b 11ff")]
    [InlineData("HL-225", "HL-325", "devices: a gaudi2, b gaudi3")]
    [InlineData("Python 3.10.12", "Python 3.10.14", "Python differs between the nodes: a 3.10.12, b 3.10.14")]
    [InlineData("Version: 2.48.0", "Version: 2.44.1", "Ray differs between the nodes: a 2.48.0, b 2.44.1")]
    [InlineData("Version: 3.7", "Version: 3.6", "Neural Compressor differs")]
    public void What_differs_between_nodes_is_told_with_the_values(string here, string there, string part)
    {
        var a = Read("a", Answer());
        var b = Read("b", Answer().Replace(here, there, StringComparison.Ordinal));

        PoolFaults.Of([a, Read("b", Answer())], SoftwareVersions.Names).ShouldBeEmpty();
        PoolFaults.Of([a, b], SoftwareVersions.Names).ShouldHaveSingleItem().Failure.Summary.ShouldContain(part);
    }

    [Fact]
    public void A_node_that_has_neither_container_nor_image_yet_differs_from_none()
    {
        var fresh = Answer().Replace("true vault", "Error: No such object: gaudi vault", StringComparison.Ordinal)
            .Replace(Section("image", "sha256:11"), Section("image", "Error: No such image", 1), StringComparison.Ordinal);

        PoolFaults.Of([Read("a", Answer()), Read("b", fresh)], SoftwareVersions.Names).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("sha256:11 4f3a", "sha256:00 4f3a")]
    [InlineData(":latest sha256:11", ":older sha256:00")]
    public void A_container_that_is_to_be_made_anew_is_not_compared(string now, string outdated)
    {
        var b = Read("b", Answer().Replace(now, outdated, StringComparison.Ordinal).Replace("Version: 2.48.0", "Version: 2.44.1", StringComparison.Ordinal));

        b.Software.ShouldBeNull();
        PoolFaults.Of([Read("a", Answer()), b], SoftwareVersions.Names).ShouldBeEmpty();
    }

    [Fact]
    public void A_container_of_somebody_else_is_compared_as_it_is()
    {
        var b = Read("b", Answer().Replace($"sha256:11 {Ours}", "sha256:22 <no value>", StringComparison.Ordinal));

        PoolFaults.Of([Read("a", Answer()), b], SoftwareVersions.Names).ShouldHaveSingleItem().Failure.Summary.ShouldContain("container images: a sha256:11, b sha256:22");
    }

    [Fact]
    public void Images_that_are_configured_differently_are_told_by_their_names() =>
        PoolFaults.Of([Read("a", Answer()), Read("b", Answer(), "other:1")], SoftwareVersions.Names).ShouldHaveSingleItem()
            .Failure.Summary.ShouldContain($"configured images: a {Container.Image}, b other:1");

    [Fact]
    public void One_card_without_an_answer_leaves_the_others_as_they_are()
    {
        const string Good = "card 0000:19:00.0\nport  0:        UP\nport  1:        UP";
        var bad = Section("links", $"{Good}\ncard 0000:1a:00.0\nNo such card 0000:1a:00.0", 1);

        var links = Read("a", Answer().Replace(Section("links", Good), bad, StringComparison.Ordinal)).Links;

        links.Keys.ShouldBe(["0000:19:00.0", "0000:1a:00.0"]);
        (links["0000:19:00.0"].Value?.AllUp, links["0000:1a:00.0"].Value).ShouldBe((true, null));
    }

    [Fact]
    public void Missing_software_counts_only_when_it_must_be_there()
    {
        var with = new SoftwareVersions(new Dictionary<string, string> { ["Python"] = "3.10.12", ["Ray"] = "2.48.0" });
        var nodes = new Dictionary<string, SoftwareVersions> { ["a"] = with, ["b"] = new(new Dictionary<string, string> { ["Python"] = "3.10.12" }) };

        SoftwareVersions.Differences(nodes, ["Ray"], required: false).ShouldBeEmpty();
        var missing = SoftwareVersions.Differences(nodes, ["Ray"], required: true).ShouldHaveSingleItem();
        missing.Summary.ShouldBe("Ray is missing on b.");
        missing.Remedy.ShouldContain("pip install ray==2.48.0");
    }

    [Fact]
    public void Faults_make_one_table_with_a_remedy_each()
    {
        var a = Read("a", Answer().Replace("900000000", "12288", StringComparison.Ordinal).Replace("768 MiB, 1", "40000 MiB, 1", StringComparison.Ordinal));

        var failure = FaultTable.Of([.. FactFaults.Of(a)]).Failure;

        failure.Summary.ShouldStartWith("2 checks failed:\n");
        failure.Summary.ShouldContain("  a  cards  Cards in use");
        failure.Summary.ShouldContain("  a  disk   Only 12 MiB are free in the workspace. Free at least 2 GiB there.");
    }

    private static NodeFacts Read(string name, string output, string? image = null) =>
        NodeFacts.Read(new NodeDefinition { Name = name, Cards = 1, Container = Container with { Image = image ?? Container.Image } }, output);

    private static string Answer() =>
        Section("os", "Ubuntu 22.04.5 LTS\nLinux 6.8.0")
        + Section("cards", "0, 3, 0000:19:00.0, HL-225, 01P0-HL2080A0-15-TF8A81-09-07-06, 98304 MiB, 768 MiB, 1.24.1-3bf9e81")
        + Section("states", "/sys/class/accel/accel0/device/status:Operational")
        + Section("links", "card 0000:19:00.0\nport  0:        UP\nport  1:        UP")
        + Section("nics", "accel0\n3 ports up (8, 22, 23)")
        + Section("container", $"true {Container.Image} sha256:11 {Ours}")
        + Section("image", "sha256:11")
        + Section("software", "Python 3.10.12\nName: ray\nVersion: 2.48.0\n---\nName: neural_compressor_pt\nVersion: 3.7")
        + Section("ray", "stopped")
        + Section("space", "900000000 1000000000")
        + Section("mount", "server:/export /mnt/nfs\nnfs")
        + Section("identity", "00ff");

    private static string Section(string name, string body, int exitCode = 0) => $"\npipeline-probe begin {name}\n{body}\n\npipeline-probe end {exitCode}\n";
}
