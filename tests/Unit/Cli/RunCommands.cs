using System.Text.Json;
using Pipeline.Activities.Steps.Records;
using Pipeline.Host.Runs;

namespace Pipeline.Tests.Unit.Cli;

public sealed class RunCommands
{
    [Fact]
    public async Task A_finished_run_ends_with_what_was_made_and_how_to_serve_it()
    {
        var line = new CommandLine();
        line.Runs.Add(Views.Running, Views.Finished);

        (await line.RunAsync("run", "MultiNodeCalibration", "--set", "a=1", "--set", "b=x=y", "--set", "a=2")).ShouldBe(0);

        line.Runs.Started.ShouldHaveSingleItem().Set.ShouldBe(new Dictionary<string, string> { ["a"] = "2", ["b"] = "x=y" });
        Snapshot.Check("run finished", line.Output);
    }

    [Fact]
    public async Task A_failed_run_ends_with_step_node_remedy_log_and_retry()
    {
        var line = new CommandLine();
        line.Runs.Add(Views.Failed);

        (await line.RunAsync("run", "MultiNodeCalibration", "--data", "/tmp/some where")).ShouldBe(1);

        Snapshot.Check("run failed", line.Output);
    }

    [Fact]
    public async Task With_json_the_last_line_is_one_object_and_the_progress_goes_to_standard_error()
    {
        var line = new CommandLine();
        line.Runs.Add(Views.Running, Views.Finished);

        (await line.RunAsync("run", "MultiNodeCalibration", "--json")).ShouldBe(0);

        line.Error.ShouldContain("Calibrate");
        var json = JsonDocument.Parse(line.Output).RootElement;
        json.GetProperty("run").GetString().ShouldBe(Views.Id);
        json.GetProperty("workflow").GetString().ShouldBe("MultiNodeCalibration");
        json.GetProperty("status").GetString().ShouldBe("Finished");
        json.GetProperty("durationSeconds").GetDouble().ShouldBe(120);
        var step = json.GetProperty("steps")[1];
        step.GetProperty("name").GetString().ShouldBe("Calibrate");
        step.GetProperty("outcome").GetString().ShouldBe("Done");
        step.GetProperty("attempts").GetInt32().ShouldBe(2);
        step.GetProperty("durationSeconds").GetDouble().ShouldBe(75);
        step.GetProperty("nodes").EnumerateArray().Select(n => n.GetString()).ShouldBe(["gaudi-1", "gaudi-2"]);
        json.GetProperty("outputs").GetProperty("quantConfig").GetString().ShouldBe("/ws/out/maxabs_quant_g2.json");
        json.TryGetProperty("error", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Json_of_a_failed_run_has_error_and_remedy()
    {
        var line = new CommandLine();
        line.Runs.Add(Views.Failed);

        (await line.RunAsync("retry", "a1b2", "--json")).ShouldBe(1);

        line.Runs.Retried.ShouldBe([Views.Id]);
        var json = JsonDocument.Parse(line.Output).RootElement;
        json.GetProperty("error").GetString().ShouldBe("gaudi-1: out of device memory");
        json.GetProperty("remedy").GetString().ShouldBe("Use more cards: -t 32.");
    }

    [Fact]
    public async Task Ctrl_C_cancels_nothing_and_says_how_to_go_on()
    {
        using var stop = new CancellationTokenSource();
        var line = new CommandLine();
        line.Runs.Add(Views.Running);
        line.Runs.Looked = stop.Cancel;

        (await line.RunAsync(["run", "MultiNodeCalibration"], stop.Token)).ShouldBe(130);

        line.Error.ShouldContain("nothing was cancelled");
        line.Error.ShouldContain("pipeline run --resume");
        line.Error.ShouldContain($"pipeline cancel {Views.Id}");
    }

    [Fact]
    public async Task A_run_that_nobody_drives_any_more_is_not_watched_for_ever()
    {
        var line = new CommandLine();
        line.Runs.Add(Views.Running, Views.Running with { Status = RunStatus.Interrupted });

        (await line.RunAsync("run", "MultiNodeCalibration")).ShouldBe(1);

        line.Output.ShouldContain("pipeline run --resume");
    }

    [Fact]
    public async Task Resume_watches_all_runs_that_were_interrupted()
    {
        var line = new CommandLine();
        line.Runs.Add(Views.Finished);
        line.Runs.Add(Views.Failed with { Id = "ffff" });

        (await line.RunAsync("run", "--resume", "--json")).ShouldBe(1);

        JsonDocument.Parse(line.Output).RootElement.GetProperty("runs").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task Resume_with_nothing_to_resume_succeeds()
    {
        var line = new CommandLine();

        (await line.RunAsync("run", "--resume")).ShouldBe(0);

        line.Output.ShouldBe("There is nothing to resume.\n");
    }

    [Theory]
    [InlineData("llama-3.1-405b", "MultiNodeCalibration", "tensorParallel", "16")]
    [InlineData("deepseek-r1", "MoeCalibration", "expandTo", "16,32")]
    [InlineData("Qwen3-235B-A22B", "MoeCalibration", "expertParallel", "true")]
    public async Task The_demo_of_a_model_runs_the_pipeline_that_suits_it(string model, string workflow, string input, string value)
    {
        var data = Directory.CreateTempSubdirectory("pipeline-cli-").FullName;
        var line = new CommandLine();
        line.Runs.Add(Views.Finished);

        (await line.RunAsync("demo", "--model", model, "--fault", "oom", "slow:2", "--data", data)).ShouldBe(0);

        var started = line.Runs.Started.ShouldHaveSingleItem();
        started.Workflow.ShouldBe(workflow);
        started.Set[input].ShouldBe(value);
        File.Exists(started.Set["dataset"]).ShouldBeTrue();
        started.Set["output"].ShouldStartWith(data);
        Directory.Delete(data, recursive: true);
        line.Opened!.Demo!.Faults.ShouldBe(["oom", "slow:2"]);
    }

    [Fact]
    public void The_plain_log_has_a_line_a_change_and_of_progress_every_tenth()
    {
        var log = new Host.Cli.Views.RunLog();
        var running = Views.Running;
        var more = running with { Steps = [running.Steps[0], running.Steps[1] with { Progress = 0.39, Detail = "2/4 Measuring scales: 390/1000 samples" }] };
        var tenth = running with { Steps = [running.Steps[0], running.Steps[1] with { Progress = 0.41 }] };

        log.News(running, CommandLine.Noon).ShouldBe([
            "11:59:45  CheckNics              All up",
            "12:00:00  Calibrate              attempt 2: 38 % 2/4 Measuring scales: 384/1000 samples, 3 min left [gaudi-1 gaudi-2]",
            $"12:00:00  MultiNodeCalibration   run {Views.Id} running"]);
        log.News(more, CommandLine.Noon).ShouldBeEmpty();
        log.News(tenth, CommandLine.Noon).Count().ShouldBe(1);
        log.News(Views.Failed, CommandLine.Noon).ShouldContain(l => l.EndsWith("failed: out of device memory"));
    }
}
