using System.Text.Json;

namespace Pipeline.Tests.Unit.Simulator;

public sealed class CalibrationTests
{
    [Fact]
    public void A_calibration_on_one_node_prints_the_documented_lines_in_order()
    {
        using Lab lab = new(nodes: 1);
        Answer answer = lab.Calibrate("-t", "4", "-r", "2", "-b", "128");
        answer.ExitCode.ShouldBe(0, answer.Error);
        string[] marks =
        [
            "Clearing temporary directory", "Step 0 - detecting used device type g2 g3", "Detected device type: g2", "Step 0 done",
            "1/4 Preparing calibration dataset", "Step 1/4 done", "2/4 Measuring scales", "Step 2/4 done",
            "3/4 Postprocessing scales", "Step 3/4 done", "4/4 Quantize scales", "5/5 Unify scales", "Step 5/5 done",
            "Calibration process done",
        ];
        answer.Lines.Where(line => marks.Contains(line)).Distinct().ShouldBe(marks);
        answer.Lines.Count(line => line.StartsWith("Batch finished: ", StringComparison.Ordinal)).ShouldBeGreaterThanOrEqualTo(20);
        answer.Lines.ShouldContain("Last batch finished: 1000/1000 samples done");
        answer.Lines.ShouldNotContain("Step 4/4 done");
    }

    [Fact]
    public void All_files_of_the_ranks_appear()
    {
        using Lab lab = new(nodes: 1);
        lab.Calibrate("-t", "4", "-r", "2").ExitCode.ShouldBe(0);
        lab.Files("*").ShouldBe(
            new[] { 4, 2 }.SelectMany(world => Enumerable.Range(0, world).SelectMany(rank => new[]
            {
                $"inc_output_hooks_maxabs_{rank}_{world}.json", $"inc_output_hooks_maxabs_{rank}_{world}.npz",
                $"inc_output_hooks_maxabs_MAXABS_HW_{rank}_{world}.json", $"inc_output_hooks_maxabs_MAXABS_HW_{rank}_{world}.npz",
            }.Concat(world == 4 ? [$"inc_output_hooks_maxabs_{rank}_4_mod_list.json"] : [])))
            .Order(StringComparer.Ordinal), ignoreOrder: true);
        Directory.GetFiles(Path.Combine(lab.Out, "llama-3.1-8b-instruct")).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)
            .ShouldBe(["maxabs_measure_g2.json", "maxabs_quant_g2.json"]);
    }

    [Fact]
    public void Over_nodes_the_buffer_ends_with_the_quantize_config()
    {
        using Lab lab = new();
        lab.StartRay();
        Answer answer = lab.Calibrate("-t", "16");
        answer.ExitCode.ShouldBe(0, answer.Error);
        lab.Files("inc_output_hooks_maxabs_*_mod_list.json").Length.ShouldBe(16);
        using JsonDocument buffer = JsonDocument.Parse(File.ReadAllText(lab.Buffer));
        buffer.RootElement.GetProperty("mode").GetString().ShouldBe("QUANTIZE");
        buffer.RootElement.GetProperty("dump_stats_path").GetString().ShouldBe(Path.Combine(lab.Out, "llama-3.1-8b-instruct", "g2", "inc_output"));
    }

    [Fact]
    public void A_second_calibration_moves_the_old_files_to_a_backup()
    {
        using Lab lab = new(nodes: 1);
        lab.Calibrate("-t", "2").ExitCode.ShouldBe(0);
        int files = lab.Files("*").Length;
        lab.Calibrate("-t", "2").ExitCode.ShouldBe(0);
        string backup = Directory.GetDirectories(Path.Combine(lab.Out, "llama-3.1-8b-instruct", "g2"), "backup_inc_output_*").ShouldHaveSingleItem();
        Directory.GetFiles(backup).Length.ShouldBe(files);
    }

    [Fact]
    public void Over_nodes_Ray_must_offer_the_cards_and_the_buffer_must_exist()
    {
        using Lab lab = new();
        lab.StartRay(nodes: 1);
        Answer few = lab.Calibrate("-t", "16");
        (few.ExitCode, few.Error.Contains("Available HPU's : 8 ", StringComparison.Ordinal)).ShouldBe((1, true));
        lab.RunWith(lab.Environment, 2, "ray", "start", $"--address={lab.Address(1)}:6379");
        File.Delete(lab.Buffer);
        lab.Calibrate("-t", "16").Error.ShouldContain("!! Exiting. Invalid QUANT_CONFIG env");
    }

    [Fact]
    public void A_worker_started_without_QUANT_CONFIG_leaves_no_files_and_nobody_says_so()
    {
        using Lab lab = new();
        lab.StartRay(nodes: 1);
        lab.Run(2, "ray", "start", $"--address={lab.Address(1)}:6379");
        lab.Calibrate("-t", "16").ExitCode.ShouldBe(0);
        lab.Files("inc_output_hooks_maxabs_*_mod_list.json").ShouldBe(
            Enumerable.Range(0, 8).Select(rank => $"inc_output_hooks_maxabs_{rank}_16_mod_list.json"));
    }

    [Fact]
    public void A_dataset_name_means_one_sample()
    {
        using Lab lab = new(nodes: 1);
        Answer answer = lab.RunWith(lab.Environment, 1, "calibrate_model.sh", "-m", lab.Inputs.Model, "-d", "NeelNanda/pile-10k", "-o", lab.Out, "-l", "512");
        answer.Lines.ShouldContain("Skipping step 1 - prepare calibration dataset with dataset NeelNanda/pile-10k");
        answer.Lines.ShouldContain("Last batch finished: 1/1 samples done");
    }

    [Fact]
    public void Step_by_step_a_dataset_name_means_as_many_samples_as_are_asked_for()
    {
        using Lab lab = new(nodes: 1);
        foreach (string step in new[] { "step-2-measure-scales.py", "step-4-quantize-scales.py" }) File.WriteAllText(Path.Combine(lab.Workspace, step), "");
        lab.Calibrate("-t", "2").ExitCode.ShouldBe(0);
        string config = Path.Combine(lab.Out, "llama-3.1-8b-instruct", "maxabs_measure_g2.json");
        Dictionary<string, string> environment = new() { ["QUANT_CONFIG"] = config };

        Answer answer = lab.RunWith(
            environment, 1, "python3", "step-2-measure-scales.py", "-m", lab.Inputs.Model, "--tensor-parallel-size", "2", "-d", "NeelNanda/pile-10k",
            "--auto-process-dataset", "--max-dataset-samples", "512", "--batch-size", "32");

        answer.ExitCode.ShouldBe(0, answer.Error);
        answer.Lines.ShouldContain("Last batch finished: 512/512 samples done");
        lab.Files("*").Length.ShouldBe(6);
        lab.RunWith(environment, 1, "python3", "step-4-quantize-scales.py", "--model", lab.Inputs.Model, "--tensor-parallel-size", "2").Error.ShouldContain("JSONDecodeError");
    }

    [Theory]
    [InlineData("option requires an argument -- h", "-h")]
    [InlineData("illegal option -- x", "-x")]
    [InlineData("must be provided", "-t", "8")]
    public void Bad_options_end_with_exit_code_1(string message, params string[] arguments)
    {
        using Lab lab = new(nodes: 1);
        Answer answer = lab.Run(1, "calibrate_model.sh", arguments);
        answer.ExitCode.ShouldBe(1);
        answer.Error.ShouldContain(message);
    }
}
