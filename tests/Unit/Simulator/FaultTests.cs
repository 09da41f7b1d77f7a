using System.Diagnostics;
using Pipeline.Host.Simulator;
using Pipeline.Host.Simulator.Faults;

namespace Pipeline.Tests.Unit.Simulator;

public sealed class FaultTests
{
    [Fact]
    public void A_fault_is_read_with_node_number_and_once()
    {
        Fault.Parse("nic-down:gaudi-2:7").ShouldBe(new Fault(FaultKind.NicDown, "gaudi-2", 7, false, "nic-down:gaudi-2:7"));
        Fault.Parse("crash-at:60:once").ShouldBe(new Fault(FaultKind.Crash, null, 60, true, "crash-at:60:once"));
        Fault.Parse("slow:2.5").Number.ShouldBe(2.5);
    }

    [Fact]
    public void An_unknown_fault_lists_those_there_are()
    {
        string message = Should.Throw<SimulatorException>(() => Fault.Parse("gremlins")).Message;
        message.ShouldStartWith("Unknown fault 'gremlins'.");
        foreach (string word in (string[])["nic-down:<node>:<port>", "crash-at:<percent>", "ray-port-busy", "reboot"]) message.ShouldContain(word);
    }

    [Theory]
    [InlineData("nic-down:gaudi-2", "nic-down:<node>:<port>")]
    [InlineData("oom:7", "oom")]
    [InlineData("crash-at:140", "0 to 100")]
    [InlineData("slow:0", "more than 0")]
    public void A_malformed_fault_says_its_form(string word, string part) =>
        Should.Throw<SimulatorException>(() => Fault.Parse(word)).Message.ShouldContain(part);

    [Fact]
    public void A_fault_for_a_node_that_is_not_there_names_those_that_are()
    {
        using Lab lab = new();
        Should.Throw<SimulatorException>(() => SimulatedCluster.InjectFault(lab.Folder, "nic-dead:gaudi-9:1")).Message
            .ShouldBe("No node 'gaudi-9' in this cluster; there are gaudi-1, gaudi-2.");
    }

    [Fact]
    public void Making_a_node_again_keeps_its_state()
    {
        using Lab lab = new();
        lab.Node(2).InjectFault("nic-dead:gaudi-2:7");
        SimulatedCluster.Create(lab.Folder);
        lab.Run(2, "manage_network_ifs.sh", "--status").Lines.ShouldContain("1 ports down (22)");
    }

    [Theory]
    [InlineData("disk-low:gaudi-1", true)]
    [InlineData("disk-low:gaudi-1:once", true)]
    [InlineData("disk-low:gaudi-10", false)]
    public void A_tool_of_the_shell_has_the_faults_of_its_own_node(string fault, bool has)
    {
        using Lab lab = new();
        lab.Node(1).State.Write("faults", [fault]);
        using Process df = Process.Start(new ProcessStartInfo(Path.Combine(lab.Node(1).Bin, "df"), ["-Pk", "/"]) { RedirectStandardOutput = true })!;
        df.StandardOutput.ReadToEnd().Contains("server:/export", StringComparison.Ordinal).ShouldBe(has);
    }

    [Theory]
    [InlineData("", "gaudi2", 8, "127.0.0.1", "Node name ''")]
    [InlineData("n", "gaudi4", 8, "127.0.0.1", "gaudi4")]
    [InlineData("n", "gaudi2", 0, "127.0.0.1", "not 0")]
    [InlineData("n", "gaudi2", 8, "here", "'here'")]
    public void Bad_settings_of_a_node_are_refused(string name, string device, int cards, string address, string part) =>
        Should.Throw<SimulatorException>(() => SimulatedNode.Create(Path.Combine(Path.GetTempPath(), "never-made"), name, device, cards, address)).Message.ShouldContain(part);
}
