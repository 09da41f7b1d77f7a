using Pipeline.Activities.Gaudi.Network;

namespace Pipeline.Tests.Unit.Gaudi.Network;

/// <summary>A host with the interfaces that are mistaken for the right one: loopback, Docker's bridge, InfiniBand, a card's port.</summary>
public class InterfaceChoiceTests
{
    private const string Addresses = """
        1: lo    inet 127.0.0.1/8 scope host lo\       valid_lft forever preferred_lft forever
        2: eth0    inet 10.0.0.11/24 brd 10.0.0.255 scope global eth0\       valid_lft forever preferred_lft forever
        3: docker0    inet 172.17.0.1/16 brd 172.17.255.255 scope global docker0\       valid_lft forever preferred_lft forever
        4: ib0    inet 10.1.0.11/24 scope global ib0\       valid_lft forever preferred_lft forever
        7: acc0_8    inet 192.168.100.1/24 scope global acc0_8\       valid_lft forever preferred_lft forever
        """;

    [Theory]
    [InlineData("10.0.0.12 dev eth0 src 10.0.0.11 uid 0", "10.0.0.11", "eth0", "10.0.0.11")]
    [InlineData("10.0.0.12 dev eth0 src 10.0.0.11 uid 0", "gaudi-1", "eth0", "10.0.0.11")]
    [InlineData("10.1.0.12 dev ib0 src 10.1.0.11 uid 0", "10.1.0.11", "ib0", "10.1.0.11")]
    public void The_route_to_the_peer_decides(string route, string address, string name, string found) =>
        Choice(route).Choose(address, null).Value.ShouldBe(new InterfaceAddress(name, found));

    [Theory]
    [InlineData("10.1.0.12 dev ib0 src 10.1.0.11", "10.0.0.11", "10.0.0.11 is on eth0, but the way to gaudi-2 leaves by ib0")]
    [InlineData("172.17.0.2 dev docker0 src 172.17.0.1", "172.17.0.1", "leaves by docker0, which never leaves the node")]
    [InlineData("local 10.0.0.11 dev lo src 10.0.0.11", "10.0.0.11", "The address of gaudi-2 is this node's own")]
    [InlineData("192.168.100.2 dev acc0_8 src 192.168.100.1", "192.168.100.1", "acc0_8, which is a port of a card")]
    [InlineData("10.0.0.12 dev bond0 src 10.0.0.99", "gaudi-1", "bond0 does not carry 10.0.0.99")]
    [InlineData("RTNETLINK answers: Network is unreachable", "10.0.0.11", "There is no route to gaudi-2")]
    public void The_trap_is_named(string route, string address, string part) =>
        Choice(route).Choose(address, null).Failure!.Summary.ShouldContain(part);

    [Theory]
    [InlineData("eth0", "10.0.0.11", null)]
    [InlineData("ib0", "10.1.0.11", null)]
    [InlineData("eth9", null, "eth9 does not exist here")]
    public void A_configured_interface_is_verified_too(string wanted, string? address, string? fault)
    {
        var reading = Choice("10.0.0.12 dev eth0 src 10.0.0.11").Choose("10.0.0.11", wanted);

        reading.Value?.Address.ShouldBe(address);
        (reading.Failure?.Summary ?? "").ShouldContain(fault ?? "");
        (reading.Value is null).ShouldBe(fault is not null);
    }

    [Fact]
    public void An_interface_that_is_down_and_a_peer_that_does_not_answer_are_told()
    {
        var choice = Choice("10.0.0.12 dev eth0 src 10.0.0.11");

        (choice with { Up = ["lo"] }).Choose("10.0.0.11", null).Failure!.Summary.ShouldBe("The interface eth0 is down.");
        (choice with { Ways = [choice.Ways[0] with { Unreached = "timed out" }] }).Choose("10.0.0.11", null).Failure!.Summary
            .ShouldBe("gaudi-2 (timed out) cannot be reached over eth0.");
    }

    [Fact]
    public void Ways_by_different_interfaces_are_not_guessed_from()
    {
        var choice = Choice("10.0.0.12 dev eth0 src 10.0.0.11");
        var both = choice with { Ways = [choice.Ways[0], new PeerWay("gaudi-3", Route.Parse("10.1.0.13 dev ib0 src 10.1.0.11", 0), null)] };

        both.Choose("10.0.0.11", null).Failure!.Summary.ShouldContain("gaudi-2 by eth0, gaudi-3 by ib0");
        both.Choose("10.0.0.11", "eth0").Value!.Interface.ShouldBe("eth0");
    }

    private static InterfaceChoice Choice(string route) => new(
        Interfaces.Parse(Addresses, 0).Value!, ["lo", "eth0", "docker0", "ib0", "acc0_8"], ["acc0_8"],
        [new PeerWay("gaudi-2", Route.Parse(route, route.StartsWith("RT", StringComparison.Ordinal) ? 2 : 0), null)]);
}
