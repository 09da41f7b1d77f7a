namespace Pipeline.Tests.Unit.Simulator;

public sealed class CalibrationFaultTests
{
    [Fact]
    public void Out_of_memory_fails_step_2_with_the_documented_text()
    {
        using Lab lab = new(nodes: 1);
        lab.Node(1).InjectFault("oom");
        Answer answer = lab.Calibrate("-t", "2");
        answer.ExitCode.ShouldBe(1);
        answer.Lines[^1].ShouldBe("Error in step 2");
        answer.Error.ShouldContain("RuntimeError: [Rank:0] FATAL ERROR :: MODULE:PT_DEVMEM Allocation failed for size::939524096 (896)MB");
    }

    [Fact]
    public void A_crash_that_happens_once_leaves_the_second_run_whole()
    {
        using Lab lab = new(nodes: 1);
        lab.Node(1).InjectFault("crash-at:60:once");
        Answer first = lab.Calibrate("-t", "2");
        first.ExitCode.ShouldBe(1);
        first.Lines.ShouldContain(line => line.StartsWith("Batch finished: 583/1000", StringComparison.Ordinal));
        first.Output.ShouldNotContain("Batch finished: 625/1000");
        lab.Calibrate("-t", "2").ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_hang_lasts_until_the_process_is_ended()
    {
        using Lab lab = new(nodes: 1);
        lab.Node(1).InjectFault("hang");
        using CancellationTokenSource stop = new();
        Task<Answer> run = lab.RunAsync(
            lab.Environment, 1, "calibrate_model.sh", ["-m", lab.Inputs.Model, "-d", lab.Inputs.Dataset, "-o", lab.Out], stop.Token);
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => run);
    }

    [Fact]
    public void A_worker_that_leaves_ends_the_calibration_and_shows_in_the_status()
    {
        using Lab lab = new();
        lab.StartRay();
        lab.Node(1).InjectFault("worker-leaves:once");
        lab.Calibrate("-t", "16").Error.ShouldContain("ray.exceptions.ActorDiedError");
        lab.Run(1, "ray", "status").Lines.ShouldContain(" gaudi-2: NodeTerminated");
    }

    [Fact]
    public void Ports_that_are_down_break_the_collectives_over_nodes_only()
    {
        using Lab lab = new();
        lab.StartRay();
        lab.Node(2).InjectFault("nic-dead:gaudi-2:7");
        lab.Calibrate("-t", "16").Error.ShouldContain("Collective call returned error");
        lab.Calibrate("-t", "8").ExitCode.ShouldBe(0);
    }

    [Fact]
    public void Gloo_wants_an_interface_that_exists()
    {
        using Lab lab = new();
        lab.StartRay();
        Dictionary<string, string> environment = lab.Environment;
        environment["GLOO_SOCKET_IFNAME"] = "eth9";
        lab.RunWith(environment, 1, "calibrate_model.sh", "-m", lab.Inputs.Model, "-d", lab.Inputs.Dataset, "-o", lab.Out, "-t", "16").Error
            .ShouldContain("Unable to find address for: eth9");
    }

    [Fact]
    public void A_full_disk_fails_step_3()
    {
        using Lab lab = new(nodes: 1);
        lab.Node(1).InjectFault("disk-full");
        Answer answer = lab.Calibrate("-t", "2");
        answer.Lines[^1].ShouldBe("Error in step 3");
        answer.Error.ShouldContain("No space left on device");
    }

    [Fact]
    public void A_missing_and_a_cut_off_rank_do_not_change_the_exit_code()
    {
        using Lab lab = new(nodes: 1);
        lab.Node(1).InjectFault("missing-rank:1");
        lab.Node(1).InjectFault("truncate:0");
        lab.Calibrate("-t", "4").ExitCode.ShouldBe(0);
        lab.Files("inc_output_hooks_maxabs_1_4*").ShouldBeEmpty();
        string folder = Path.Combine(lab.Out, "llama-3.1-8b-instruct", "g2");
        new FileInfo(Path.Combine(folder, "inc_output_hooks_maxabs_0_4.npz")).Length
            .ShouldBeLessThan(new FileInfo(Path.Combine(folder, "inc_output_hooks_maxabs_2_4.npz")).Length / 2);
    }

    [Fact]
    public void A_dataset_or_model_that_is_not_there_fails_step_1()
    {
        using Lab lab = new(nodes: 1);
        lab.RunWith(lab.Environment, 1, "calibrate_model.sh", "-m", lab.Inputs.Model, "-d", "/no/such.pkl", "-o", lab.Out).Lines[^1].ShouldBe("Error in step 1");
        lab.RunWith(lab.Environment, 1, "calibrate_model.sh", "-m", "/no/model", "-d", lab.Inputs.Dataset, "-o", lab.Out).Error.ShouldContain("/no/model");
    }
}
