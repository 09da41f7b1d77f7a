namespace Pipeline.Tests.Host.Demo;

/// <summary>What goes wrong on nodes, and what the run makes of it.</summary>
public sealed class FaultDemos
{
    [Fact]
    public async Task Ports_that_heal_are_flipped_and_the_run_finishes()
    {
        using var host = new HostProcess();

        var outcome = await host.RunAsync("demo", "--fault", "nic-down:gaudi-2:7", "--json");

        outcome.ExitCode.ShouldBe(0, outcome.Error);
        var nics = outcome.Steps.Where(s => s.GetProperty("name").GetString() is "CheckNics" or "FlipNics").Select(s => s.GetProperty("outcome").GetString());
        nics.ShouldBe(["Ports down", "Done", "All up"]);
    }

    [Fact]
    public async Task Ports_that_stay_down_fail_the_run_with_port_node_and_remedy_and_leave_nothing_behind()
    {
        using var host = new HostProcess();

        var outcome = await host.RunAsync("demo", "--fault", "nic-dead:gaudi-2:7", "--json");

        outcome.ExitCode.ShouldBe(1);
        outcome.Json.GetProperty("status").GetString().ShouldBe("Failed");
        var error = outcome.Json.GetProperty("error").GetString()!;
        error.ShouldContain("gaudi-2");
        error.ShouldContain("accel7");
        outcome.Json.GetProperty("remedy").GetString()!.ShouldContain("cable");
        var nodes = await host.RunAsync("nodes", "--json");
        nodes.Output.ShouldNotContain(outcome.Json.GetProperty("run").GetString()!);
    }

    [Fact]
    public async Task Out_of_device_memory_names_the_option_that_helps()
    {
        using var host = new HostProcess();

        var outcome = await host.RunAsync("demo", "--fault", "oom", "--json");

        outcome.ExitCode.ShouldBe(1);
        outcome.Json.GetProperty("remedy").GetString()!.ShouldContain("-t");
        host.NodeLog("gaudi-1").ShouldContain(l => l.Contains("ray stop", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_calibration_that_crashes_once_is_tried_a_second_time()
    {
        using var host = new HostProcess();

        var outcome = await host.RunAsync("demo", "--fault", "crash-at:60:once", "--json");

        outcome.ExitCode.ShouldBe(0, outcome.Error);
        outcome.Step("Calibrate").GetProperty("attempts").GetInt32().ShouldBe(2);
    }
}
