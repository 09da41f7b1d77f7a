using Pipeline.Activities.Measurements;
using Pipeline.Activities.Measurements.Transforms;
using Pipeline.Activities.Steps.Mechanism;

namespace Pipeline.Tests.Unit.Measurements;

/// <summary>What the official scripts do to folders, numbers and memory; numbers are those of docs/measurements.md.</summary>
public sealed class OutputHazardTests : IDisposable
{
    private readonly TemporaryFolder temp = new();

    public void Dispose() => temp.Dispose();

    private Task<TransformResult> Unified(string from, int ranks, bool skipScales = true) =>
        Unify.RunAsync(new() { Measurements = from, Output = temp.Sub("out"), Ranks = ranks, SkipScales = skipScales });

    private string Written(string nodes, int ranks = 2)
    {
        Directory.CreateDirectory(temp.Sub("in"));
        for (var rank = 0; rank < ranks; rank++)
            File.WriteAllText(Path.Combine(temp.Sub("in"), MeasurementName.Measurement(rank, ranks).FileName), $$"""{"NumSamples": 7, "GlobalRank": null, "LocalRank": {{rank}}, "Mode": "DynamicRange", "Extra": [1], "Nodes": {{nodes}}}""");
        return temp.Sub("in");
    }

    [Fact]
    public async Task H11_What_another_run_left_behind_is_never_taken_over()
    {
        var left = temp.Sub("out/.pipeline-staging-0123");
        Directory.CreateDirectory(left);
        File.WriteAllText(Path.Combine(left, "inc_output_hooks_maxabs_5_8.json"), "{}");

        await Unified(Golden.In("dense-4to2"), 2);

        temp.Files("out").ShouldNotContain("inc_output_hooks_maxabs_5_8.json");
        File.Exists(Path.Combine(left, "inc_output_hooks_maxabs_5_8.json")).ShouldBeTrue("it may be another run's that goes on");
    }

    [Theory]
    [InlineData("missing-rank-4to1", 1)]
    [InlineData("missing-node-2to1", 1)]
    [InlineData("dense-4to2", 3)]
    public async Task H13_Nothing_written_is_never_a_success(string name, int ranks) =>
        await Should.ThrowAsync<MeasurementException>(() => Unified(Golden.In(name), ranks));

    [Fact]
    public async Task H13_A_success_names_every_file_that_is_there()
    {
        var result = await Unified(Golden.In("dense-4to2"), 2);
        result.Files.ShouldBe(temp.Files("out"));
        result.Files.Count(file => file.EndsWith(".npz", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Fact]
    public async Task H15_Numbers_are_written_as_Python_prints_them()
    {
        var folder = Written("""{"a": {"inputs": [1e-5, 0.0001, 1e15, 1e16, 3.4E+38, -0.0, 7, 123456789012345678, 1e400, NaN, -Infinity]}}""");
        await Unified(folder, 1);
        string.Join(' ', Samples.Text(temp.Sub("out"), 0, 1).Split('\n').Select(line => line.Trim().TrimEnd(',')).SkipWhile(line => line != "\"inputs\": [").Skip(1).TakeWhile(line => line != "]"))
            .ShouldBe("1e-05 0.0001 1000000000000000.0 1e+16 3.4e+38 -0.0 7 123456789012345678 Infinity NaN -Infinity");
    }

    [Theory]
    [InlineData("""{"a": {"inputs": []}, "a": {"inputs": []}}""")]
    [InlineData("""{"a": {"inputs": [], "inputs": []}}""")]
    [InlineData("""{"a": {"inputs": [], "params": {"weight": 1.0, "weight": 2.0}}}""")]
    public async Task H16_Duplicate_keys_are_refused_with_file_and_node(string nodes)
    {
        var error = await Should.ThrowAsync<MeasurementException>(() => Unified(Written(nodes), 1));
        error.Message.ShouldContain("twice");
        error.File.ShouldNotBeNull().ShouldEndWith(".json");
        error.Node.ShouldBe("a");
    }

    [Fact]
    public async Task H17_The_npz_holds_float64_and_only_what_the_loader_takes()
    {
        await Unified(Written("""{"a": {"inputs": [[[1.5]]], "params": {"weight": [[2.5]], "bias": [[3.5]]}, "note": "x"}}"""), 1);
        Golden.Decode(Path.Combine(temp.Sub("out"), MeasurementName.Measurement(0, 1, MeasurementKind.Npz).FileName)).ShouldBe(
            """{"GlobalRank":null,"LocalRank":-1,"Mode":"DynamicRange","Nodes":{"a":{"inputs":[{"dtype":"\u003Cf8","shape":[1,1],"hex":"000000000000f83f"}],"params":{"weight":{"dtype":"\u003Cf8","shape":[1,1],"hex":"0000000000000440"}}}}}""");
        Samples.Text(temp.Sub("out"), 0, 1).ShouldContain("\"bias\"");
        Samples.Text(temp.Sub("out"), 0, 1).ShouldContain("\"Extra\"");
    }

    [Fact]
    public async Task H21_Scales_are_merged_one_by_one_or_left_out()
    {
        MeasurementFile Scales(int rank, double input, double output) => MeasurementFile.Create(
            rank, [new("a", [Tensor.Scalar(input)], [Tensor.Scalar(output), Tensor.Scalar(1 / output)], [Parameter.Weight(Tensor.Scalar(input))])], MeasurementFile.ScaleMode);
        Samples.WriteSet(temp.Sub("in"), [MeasurementFile.Create(0, [Samples.Dense("a", 1, 1)]), MeasurementFile.Create(1, [Samples.Dense("a", 1, 1)])]);
        MeasurementFiles.WriteAsInc(temp.Sub("in"), MeasurementName.Scale(0, 2), Scales(0, 1, 16));
        MeasurementFiles.WriteAsInc(temp.Sub("in"), MeasurementName.Scale(1, 2), Scales(1, 16, 1));

        await Unified(temp.Sub("in"), 1, skipScales: false);
        var merged = MeasurementFiles.Read(Path.Combine(temp.Sub("out"), MeasurementName.Scale(0, 1).FileName)).Nodes[0];
        (merged.Inputs[0][0].ToDouble(), merged.Outputs[0][0].ToDouble(), merged.Outputs[1][0].ToDouble()).ShouldBe((16, 16, 1));

        await Unified(temp.Sub("in"), 1);
        temp.Files("out").ShouldNotContain(MeasurementName.Scale(0, 1).FileName);
    }

    [Fact]
    public async Task H29_H30_Every_rank_keeps_all_expert_nodes_and_the_contiguous_share_of_outputs()
    {
        Samples.WriteSet(temp.Sub("in"), [Samples.MoeRank(-1, 6, e => e + 1)]);
        await Expand.RunAsync(new() { Measurements = temp.Sub("in"), Output = temp.Sub("out"), TargetWorldSize = 3 });

        for (var rank = 0; rank < 3; rank++)
        {
            var nodes = Samples.Read(temp.Sub("out"), rank, 3).Nodes;
            nodes.Count(node => ExpertName.Parse(node.Name) is not null).ShouldBe(12);
            nodes[1].Outputs.Skip(1).Select(output => output[0].ToDouble()).ShouldBe([2 * rank + 1, 2 * rank + 2]);
        }
    }

    [Fact]
    public void H38_Every_run_has_a_buffer_of_its_own()
    {
        var (first, second) = (new WorkspaceLayout("/nfs", "a1"), new WorkspaceLayout("/nfs", "b2"));
        first.Calibration.ShouldBe(second.Calibration);
        first.QuantConfigBuffer.ShouldNotBe(second.QuantConfigBuffer);
        first.QuantConfigBuffer.ShouldNotStartWith(first.Calibration);
    }

    [Fact]
    public void H43_Ranks_share_the_names_of_their_modules_in_memory()
    {
        var first = Samples.Read(Golden.In("dense-4to2"), 0, 4);
        var path = Path.Combine(Golden.In("dense-4to2"), MeasurementName.Measurement(1, 4).FileName);
        MeasurementFiles.Read(path, first).Nodes.Zip(first.Nodes).ShouldAllBe(pair => ReferenceEquals(pair.First.Name, pair.Second.Name));
    }
}
