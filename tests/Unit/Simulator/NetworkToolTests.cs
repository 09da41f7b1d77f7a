using Pipeline.Activities.Gaudi.Network;

namespace Pipeline.Tests.Unit.Simulator;

public sealed class NetworkToolTests
{
    [Fact]
    public void A_healthy_node_has_three_ports_up_a_card()
    {
        using Lab lab = new();
        Answer answer = lab.Run(1, "manage_network_ifs.sh", "--status");
        answer.ExitCode.ShouldBe(0);
        answer.Lines.ShouldBe(Enumerable.Range(0, 8).SelectMany(card => new[] { $"accel{card}", "3 ports up (8, 22, 23)" }));
    }

    [Fact]
    public void A_port_that_is_down_shows_with_exit_code_0_and_heals_by_a_flip()
    {
        using Lab lab = new();
        lab.Node(1).InjectFault("nic-down:gaudi-2:7");
        Answer before = lab.Run(2, "manage_network_ifs.sh", "--status");
        before.ExitCode.ShouldBe(0);
        before.Lines[^3..].ShouldBe(["accel7", "2 ports up (8, 23)", "1 ports down (22)"]);

        lab.Run(2, "manage_network_ifs.sh", "--down").ExitCode.ShouldBe(0);
        lab.Run(2, "manage_network_ifs.sh", "--status").Lines.ShouldContain("3 ports down (8, 22, 23)");
        Answer up = lab.Run(2, "manage_network_ifs.sh", "--up");
        up.Output.ShouldContain("\rup : [########################################] 100%");
        up.Lines[^1].ShouldBe("24 habanalabs network interfaces were toggled up");
        lab.Run(2, "manage_network_ifs.sh", "--status").Output.ShouldNotContain("down");
    }

    [Fact]
    public void A_dead_port_stays_down_after_a_flip()
    {
        using Lab lab = new();
        lab.Node(2).InjectFault("nic-dead:gaudi-2:7");
        lab.Run(2, "manage_network_ifs.sh", "--down");
        lab.Run(2, "manage_network_ifs.sh", "--up");
        lab.Run(2, "manage_network_ifs.sh", "--status").Lines.ShouldContain("1 ports down (22)");
    }

    [Fact]
    public void A_port_number_is_that_port_of_every_card()
    {
        using Lab lab = new();
        lab.Node(2).InjectFault("nic-down:gaudi-2:23");
        lab.Run(2, "manage_network_ifs.sh", "--status").Lines.Count(line => line == "1 ports down (23)").ShouldBe(8);
    }

    [Fact]
    public void Toggling_one_node_down_takes_the_peers_ports_down()
    {
        using Lab lab = new();
        lab.Run(1, "manage_network_ifs.sh", "--down");
        lab.Run(2, "manage_network_ifs.sh", "--status").Lines.ShouldContain("3 ports down (8, 22, 23)");
    }

    [Fact]
    public void Product_reads_the_status()
    {
        using Lab lab = new();
        lab.Node(2).InjectFault("nic-down:gaudi-2:7");
        Answer answer = lab.Run(2, "manage_network_ifs.sh", "--status");
        NicStatus status = NicStatusParser.Parse(answer.Output, answer.ExitCode).Value.ShouldNotBeNull();
        status.Cards.Count.ShouldBe(8);
    }

    [Theory]
    [InlineData("up and down flags can't be combined together", "--up", "--down")]
    [InlineData("status flag can't be combined with other flags", "--status", "-v")]
    [InlineData("bad argument '--flip'", "--flip")]
    public void Bad_options_are_refused(string message, params string[] arguments)
    {
        using Lab lab = new(nodes: 1);
        Answer answer = lab.Run(1, "manage_network_ifs.sh", arguments);
        answer.ExitCode.ShouldBe(1);
        answer.Error.ShouldContain(message);
    }

    [Fact]
    public void Ip_shows_the_interface_that_holds_the_nodes_address()
    {
        using Lab lab = new();
        lab.Run(2, "ip", "-o", "-4", "addr", "show").Lines.ShouldContain(line => line.StartsWith($"2: eth0    inet {lab.Address(2)}/24 ", StringComparison.Ordinal));
        lab.Run(2, "ip", "-o", "-4", "route", "get", lab.Address(1)).Output.ShouldStartWith($"{lab.Address(1)} dev eth0 src {lab.Address(2)} ");
        lab.Run(2, "ip", "-o", "-4", "addr", "show", "dev", "eth9").ExitCode.ShouldBe(1);
        lab.Run(2, "ip", "-o", "link", "show", "up").Output.ShouldContain("eth0: <BROADCAST");
        lab.Node(2).InjectFault("interface-down:gaudi-2");
        lab.Run(2, "ip", "-o", "link", "show", "up").Output.ShouldNotContain("eth0");
    }
}
