using Pipeline.Activities.Gaudi.Failures;
using Pipeline.Activities.Gaudi.Network;

namespace Pipeline.Tests.Unit.Gaudi.Network;

public class NicStatusTests
{
    [Fact]
    public void All_ports_up()
    {
        var status = NicStatus.Parse("accel0\n3 ports up (8, 22, 23)\naccel1\n3 ports up (8, 22, 23)\n", 0).Value.ShouldNotBeNull();
        status.AllUp.ShouldBeTrue();
        status.Summary.ShouldBe("all 6 ports of 2 cards are up");
        status.Judge("gaudi-1").ShouldBeNull();
    }

    [Fact]
    public void Ports_down_are_named_with_card_and_node()
    {
        var status = NicStatus.Parse("accel0\r\n3 ports up (8, 22, 23)\r\naccel7\r\n1 ports up (8)\r\n2 ports down (22, 23)\r\n", 0).Value.ShouldNotBeNull();
        status.Down.ShouldHaveSingleItem().Down.ShouldBe([22, 23]);
        var failure = status.Judge("gaudi-2").ShouldNotBeNull();
        failure.Kind.ShouldBe(FailureKind.Hardware);
        failure.Summary.ShouldBe("Node gaudi-2: ports 22, 23 of card accel7 are down.");
    }

    [Fact]
    public void Cards_without_ports_are_told_apart()
    {
        var status = NicStatus.Parse("accel0\nno interfaces were detected\naccel1\n\e[31;1maccel1 is not operational\e[0m\naccel2 doesn't exist\n", 0).Value.ShouldNotBeNull();
        status.Summary.ShouldBe("card accel0 has no network interfaces; card accel1 is not operational; card accel2 does not exist");
        status.HasNoInterfaces.ShouldBeFalse();
    }

    [Fact]
    public void Pcie_cards_are_told_to_use_host_nics() =>
        NicStatus.Parse("accel0\nno interfaces were detected\n", 0).Value!.Judge("n")!.Remedy.ShouldContain("HCCL_OVER_OFI=1");

    [Theory]
    [InlineData("accel0\n3 ports up (8, 22)\n")]
    [InlineData("accel0\n3 ports up (8, 22, 23)\naccel1\n")]
    [InlineData("3 ports up (8, 22, 23)\n")]
    public void Cut_off_output_is_not_trusted(string output) =>
        NicStatus.Parse(output, 0).Failure!.Summary.ShouldStartWith("Unrecognised output of manage_network_ifs.sh");

    [Fact]
    public void A_missing_tool_names_its_package() =>
        NicStatus.Parse("sudo: /opt/habanalabs/qual/gaudi3/bin/manage_network_ifs.sh: command not found", 1).Failure!.Remedy.ShouldContain("habanalabs-qual");

    [Fact]
    public void A_flip_tells_how_many_interfaces_it_switched() =>
        NicToggle.Parse("up : [###---] 45%\rup : [######] 100%\n24 habanalabs network interfaces were toggled up\n", 0).Value.ShouldBe(new NicToggle(24, true));

    [Fact]
    public void A_flip_without_interfaces_fails() =>
        NicToggle.Parse("Warning: no habanalabs network interfaces were detected\n", 1).Failure!.Kind.ShouldBe(FailureKind.Hardware);

    [Fact]
    public void Internal_ports_are_read_from_hl_smi()
    {
        var links = LinkStatus.Parse("port  0:        UP\nport 21:        DOWN\n", 0).Value.ShouldNotBeNull();
        links.Judge("gaudi-1", "0000:43:00.0")!.Summary.ShouldBe("Node gaudi-1: internal ports 21 of card 0000:43:00.0 are down.");
    }
}
