using Pipeline.Activities.Gaudi;
using Pipeline.Activities.Gaudi.Network;
using Pipeline.Activities.Nodes.Pool;
using Pipeline.Activities.Steps.Probing;

namespace Pipeline.Tests.Unit.Steps.Probing;

public sealed class InterfaceProbeTests
{
    [Fact]
    public void Peers_that_answer_prove_the_interface() =>
        Read("", 0).Value.ShouldBe(new InterfaceAddress("eth0", "10.0.0.1"));

    [Fact]
    public void A_peer_that_does_not_answer_is_told_once_however_often_it_is_printed() =>
        Read("10.0.0.2 timed out\n10.0.0.2 timed out", 0).Failure!.Summary.ShouldBe("b (timed out) cannot be reached over eth0.");

    [Fact]
    public void Peers_that_could_not_be_asked_count_as_no_answer() =>
        Read("sh: 1: python3: not found", 127).Failure!.Summary.ShouldContain("python3");

    private static Reading<InterfaceAddress> Read(string answers, int exitCode) => InterfaceProbe.Read(
        new NodeDefinition { Name = "a", Address = "10.0.0.1" },
        [new NodeDefinition { Name = "b", Address = "10.0.0.2" }],
        Section("addresses", "2: eth0    inet 10.0.0.1/24 brd 10.0.0.255 scope global eth0")
        + Section("up", "2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500")
        + Section("card-ports", "", 1)
        + Section("way-b", "10.0.0.2 dev eth0 src 10.0.0.1 uid 0")
        + Section("answers", answers, exitCode));

    private static string Section(string name, string body, int exitCode = 0) => $"\npipeline-probe begin {name}\n{body}\n\npipeline-probe end {exitCode}\n";
}
