using Pipeline.Activities.Gaudi.Network;

namespace Pipeline.Tests.Unit.Gaudi.Network;

public class InterfacesTests
{
    private const string Addresses = """
        1: lo    inet 127.0.0.1/8 scope host lo\       valid_lft forever preferred_lft forever
        2: eth0@if5    inet 10.0.0.11/24 brd 10.0.0.255 scope global eth0\       valid_lft forever preferred_lft forever
        3: docker0    inet 172.17.0.1/16 brd 172.17.255.255 scope global docker0\       valid_lft forever preferred_lft forever
        7: acc0_8    inet 192.168.100.1/24 scope global acc0_8\       valid_lft forever preferred_lft forever
        """;

    [Theory]
    [InlineData("10.0.0.11")]
    [InlineData("gaudi-1")]
    [InlineData("127.0.0.1")]
    public void The_interface_of_the_nodes_address_is_chosen(string address) =>
        Interfaces.Parse(Addresses, 0).Value!.Choose(address, ["acc0_8"]).Value!.Interface.ShouldBe("eth0");

    [Fact]
    public void An_unknown_address_lists_the_candidates() =>
        Interfaces.Parse(Addresses, 0).Value!.Choose("10.9.9.9", ["acc0_8"]).Failure!.Summary.ShouldContain("candidates: eth0 (10.0.0.11)");

    [Fact]
    public void Several_candidates_for_a_host_name_are_not_guessed_from() =>
        Interfaces.Parse(Addresses, 0).Value!.Choose("gaudi-1", []).Failure!.Summary.ShouldContain("eth0 (10.0.0.11), acc0_8 (192.168.100.1)");

    [Fact]
    public void A_route_names_interface_and_source() =>
        Route.Parse("10.0.0.11 via 10.0.1.1 dev bond0 src 10.0.1.12 uid 0 \\    cache \n", 0).Value.ShouldBe(new Route("bond0", "10.0.1.12"));
}
