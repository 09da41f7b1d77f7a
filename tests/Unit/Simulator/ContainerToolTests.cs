namespace Pipeline.Tests.Unit.Simulator;

public sealed class ContainerToolTests
{
    private static readonly string[] Run =
        ["run", "-d", "--name", "box", "--runtime=habana", "-e", "HABANA_VISIBLE_DEVICES=all", "--cap-add=sys_nice", "--net=host", "--ipc=host", "image:1", "sleep", "infinity"];

    [Fact]
    public void A_container_runs_stops_starts_and_goes()
    {
        using Lab lab = new(nodes: 1);
        string Running() => lab.Run(1, "docker", "inspect", "-f", "{{.State.Running}}", "box").Output.Trim();
        lab.Run(1, "docker", Run).Output.Trim().Length.ShouldBe(64);
        Running().ShouldBe("true");
        lab.Run(1, "docker", "ps", "--format", "{{.Names}} {{.Image}}").Output.Trim().ShouldBe("box image:1");
        lab.Run(1, "docker", "stop", "box").ExitCode.ShouldBe(0);
        Running().ShouldBe("false");
        lab.Run(1, "docker", "start", "box");
        Running().ShouldBe("true");
        lab.Run(1, "docker", "rm", "box").ExitCode.ShouldBe(1);
        lab.Run(1, "docker", "rm", "-f", "box").ExitCode.ShouldBe(0);
        lab.Run(1, "docker", "inspect", "box").Error.ShouldContain("No such object: box");
    }

    [Fact]
    public void A_name_in_use_and_an_unknown_runtime_are_daemon_errors()
    {
        using Lab lab = new(nodes: 1);
        lab.Run(1, "docker", Run);
        Answer conflict = lab.Run(1, "docker", Run);
        (conflict.ExitCode, conflict.Error.Contains("is already in use", StringComparison.Ordinal)).ShouldBe((125, true));
        lab.Node(1).InjectFault("runtime-missing");
        Answer runtime = lab.Run(1, "docker", Run);
        runtime.ExitCode.ShouldBe(125);
        runtime.Error.ShouldContain("Unknown runtime specified habana.");
    }

    [Fact]
    public void A_reboot_stops_containers_ray_and_ports()
    {
        using Lab lab = new();
        lab.Run(2, "docker", Run);
        lab.StartRay();
        lab.Node(2).InjectFault("reboot");
        lab.Run(2, "docker", "inspect", "-f", "{{.State.Status}}", "box").Output.Trim().ShouldBe("exited");
        lab.Run(1, "ray", "status").Lines.ShouldContain(" 0.0/8.0 HPU");
        lab.Run(2, "manage_network_ifs.sh", "--status").Output.ShouldContain("3 ports down");
    }

    [Fact]
    public void Docker_can_be_missing()
    {
        using Lab lab = new(nodes: 1);
        lab.Node(1).InjectFault("docker-missing");
        lab.Run(1, "docker", "info").ExitCode.ShouldBe(127);
    }
}
