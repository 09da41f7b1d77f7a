using Pipeline.Activities.Measurements;
using Pipeline.Activities.Measurements.Provenance;
using Pipeline.Activities.Measurements.Transforms;

namespace Pipeline.Tests.Unit.Measurements;

/// <summary>Where the official unify script is silent or wrong; numbers are those of docs/measurements.md.</summary>
public sealed class UnifyHazardTests : IDisposable
{
    private readonly TemporaryFolder temp = new();

    public void Dispose() => temp.Dispose();

    private Task<TransformResult> Run(string from, int ranks, bool expertParallel = false, bool skipScales = true, int? worldSize = null, int? modelExperts = null, string? to = null) =>
        Unify.RunAsync(new() { Measurements = from, Output = to ?? temp.Sub("out"), Ranks = ranks, ExpertParallel = expertParallel, SkipScales = skipScales, WorldSize = worldSize, ModelExperts = modelExperts });

    private async Task<string> Refusal(Func<Task> action)
    {
        var message = (await Should.ThrowAsync<MeasurementException>(action)).Message;
        Directory.Exists(temp.Sub("out")).ShouldBeFalse();
        return message;
    }

    private string CopyOf(string golden)
    {
        Directory.CreateDirectory(temp.Sub("in"));
        foreach (var file in Directory.EnumerateFiles(Golden.In(golden)))
            File.Copy(file, Path.Combine(temp.Sub("in"), Path.GetFileName(file)));
        return temp.Sub("in");
    }

    [Fact]
    public async Task H1_An_earlier_unify_in_the_folder_does_not_matter()
    {
        await Run(Golden.In("extra-json-4to2"), 2);
        await Run(Golden.In("extra-json-4to2"), 2, worldSize: 4, to: temp.Sub("explicit"));

        Samples.Text(temp.Sub("out"), 1, 2).ShouldBe(Samples.Text(temp.Sub("explicit"), 1, 2));
        Samples.Read(temp.Sub("out"), 0, 2).Nodes.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task H1_Unifying_in_place_again_gives_the_same()
    {
        var folder = CopyOf("dense-4to2");
        await Run(folder, 2, to: folder);
        var first = Samples.Text(folder, 0, 2);
        var files = temp.Files("in");
        await Run(folder, 2, to: folder);
        await Run(folder, 1, to: folder);

        Samples.Text(folder, 0, 2).ShouldBe(first);
        files.ShouldBeSubsetOf(temp.Files("in"));
        Golden.ShouldHaveProduced("dense-4to2", folder);
    }

    [Fact]
    public async Task H1_Several_sets_that_fit_are_named_and_asked_for()
    {
        Samples.WriteSet(temp.Sub("in"), [.. Enumerable.Range(0, 4).Select(rank => Samples.DenseRank(rank, [1, 2, 3, 4, 5]))]);
        Samples.WriteSet(temp.Sub("in"), [.. Enumerable.Range(0, 8).Select(rank => Samples.DenseRank(rank, [1, 2, 3, 4, 5]))]);

        var message = await Refusal(() => Run(temp.Sub("in"), 2));
        message.ShouldContain("of 4 ranks");
        message.ShouldContain("of 8 ranks");
    }

    [Fact]
    public async Task H2_A_missing_rank_is_named() =>
        (await Refusal(() => Run(Golden.In("missing-rank-4to1"), 1))).ShouldContain("lacks rank 2");

    [Fact]
    public async Task H2_A_node_missing_in_a_rank_is_named() =>
        (await Refusal(() => Run(Golden.In("missing-node-2to1"), 1))).ShouldMatch("inc_output_hooks_maxabs_1_2.json: node '.+': the node is missing");

    [Fact]
    public async Task H3_The_manifest_is_no_json_by_name_and_tells_the_origin()
    {
        await Unify.RunAsync(new() { Measurements = Golden.In("dense-4to2"), Output = temp.Sub("out"), Ranks = 2, Device = "g3" });

        temp.Files("out").ShouldContain("pipeline-manifest");
        var manifest = Manifest.Read(temp.Sub("out"));
        manifest.Device.ShouldBe("g3");
        var entry = manifest.Entries.ShouldHaveSingleItem();
        entry.Sources.Count.ShouldBe(4);
        entry.Sources[1].Sha256.ShouldBe(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(entry.Sources[1].Path))));
        entry.Outputs.Count.ShouldBe(6);
        (entry.SourceWorldSize, entry.WorldSize).ShouldBe((4, 2));
    }

    [Fact]
    public async Task H5_H6_Scale_files_of_two_methods_are_unified_apart()
    {
        var folder = CopyOf("scales-4to2");
        for (var rank = 0; rank < 4; rank++)
            File.Copy(Path.Combine(folder, $"inc_output_hooks_maxabs_MAXABS_HW_{rank}_4.json"), Path.Combine(folder, $"inc_output_hooks_maxabs_UNIT_SCALE_{rank}_4.json"));
        await Run(folder, 2, skipScales: false);

        Golden.ShouldHaveProduced("scales-4to2", temp.Sub("out"));
        File.ReadAllText(Path.Combine(temp.Sub("out"), "inc_output_hooks_maxabs_UNIT_SCALE_1_2.json"))
            .ShouldBe(File.ReadAllText(Path.Combine(Golden.Out("scales-4to2"), "inc_output_hooks_maxabs_MAXABS_HW_1_2.json")));
    }

    [Fact]
    public async Task H7_A_base_with_dots_and_dashes_works()
    {
        Directory.CreateDirectory(temp.Sub("in"));
        foreach (var file in Directory.EnumerateFiles(Golden.In("dense-4to2"), "*.json"))
            File.Copy(file, Path.Combine(temp.Sub("in"), Path.GetFileName(file).Replace("inc_output", "my-run.2", StringComparison.Ordinal)));
        await Run(temp.Sub("in"), 2);

        temp.Files("out").ShouldContain("my-run.2_hooks_maxabs_1_2.npz");
    }

    [Fact]
    public async Task H8_A_unified_folder_can_be_unified_again_with_or_without_mod_lists()
    {
        await Run(Golden.In("dense-8to2"), 2);
        temp.Files("out").ShouldContain("inc_output_hooks_maxabs_1_2_mod_list.json");
        await Run(temp.Sub("out"), 1, to: temp.Sub("with"));
        foreach (var list in Directory.EnumerateFiles(temp.Sub("out"), "*_mod_list.json"))
            File.Delete(list);
        await Run(temp.Sub("out"), 1, to: temp.Sub("without"));

        Samples.Text(temp.Sub("with"), 0, 1).ShouldBe(Samples.Text(temp.Sub("without"), 0, 1));
    }

    [Fact]
    public async Task H12_A_failure_leaves_the_destination_as_it_was()
    {
        await Run(Golden.In("dense-4to2"), 2);
        var before = temp.Files("out").ToDictionary(name => name, name => File.ReadAllText(Path.Combine(temp.Sub("out"), name)));
        var folder = CopyOf("dense-4to2");
        File.WriteAllText(Path.Combine(folder, "inc_output_hooks_maxabs_3_4.json"), Samples.Text(folder, 3, 4)[..2000]);

        var error = await Should.ThrowAsync<MeasurementException>(() => Run(folder, 2));

        error.Message.ShouldMatch("inc_output_hooks_maxabs_3_4.json: .*line [0-9]+, column [0-9]+");
        temp.Files("out").ToDictionary(name => name, name => File.ReadAllText(Path.Combine(temp.Sub("out"), name))).ShouldBe(before);

        await Should.ThrowAsync<MeasurementException>(() => Run(folder, 2, to: temp.Sub("a/b/c")));
        Directory.Exists(temp.Sub("a")).ShouldBeFalse();
    }

    [Fact]
    public async Task H12_A_folder_in_the_place_of_a_result_is_refused_before_anything_is_moved()
    {
        Directory.CreateDirectory(temp.Sub("out/inc_output_hooks_maxabs_1_2.json"));
        var stale = Path.Combine(temp.Sub("out"), MeasurementName.Scale(0, 2).FileName);
        File.WriteAllText(stale, "{}");

        (await Should.ThrowAsync<MeasurementException>(() => Run(Golden.In("dense-4to2"), 2))).Message.ShouldContain("'inc_output_hooks_maxabs_1_2.json'");
        Directory.GetFileSystemEntries(temp.Sub("out")).Length.ShouldBe(2);
        File.Exists(stale).ShouldBeTrue();
    }

    [Fact]
    public async Task H18_A_NaN_in_a_used_position_is_reported_and_file_order_does_not_matter()
    {
        var result = await Run(Golden.In("numbers-2to1"), 1);

        result.Warnings.ShouldContain(warning => warning.Contains("inputs[0] is NaN", StringComparison.Ordinal) && warning.Contains("0_2.json", StringComparison.Ordinal));
    }

    [Fact]
    public async Task H20_Every_row_of_a_per_channel_output_is_merged()
    {
        await Run(Golden.In("perchannel-4to2"), 2);

        for (var group = 0; group < 2; group++)
        {
            var sources = new[] { 2 * group, 2 * group + 1 }.Select(rank => Samples.Read(Golden.In("perchannel-4to2"), rank, 4)).ToArray();
            var merged = Samples.Read(temp.Sub("out"), group, 2);
            for (var n = 0; n < merged.Nodes.Count; n++)
            {
                for (var o = 0; o < merged.Nodes[n].Outputs.Length; o++)
                {
                    for (var row = 0; row < merged.Nodes[n].Outputs[o].Count; row++)
                        merged.Nodes[n].Outputs[o][row].ToDouble().ShouldBe(sources.Max(source => source.Nodes[n].Outputs[o][row].ToDouble()));
                }
            }
        }
    }

    [Fact]
    public async Task H20_Scales_per_channel_are_refused()
    {
        var folder = CopyOf("scales-4to2");
        var path = Path.Combine(folder, "inc_output_hooks_maxabs_MAXABS_HW_2_4.json");
        File.WriteAllText(path, """{"GlobalRank": null, "LocalRank": 2, "Mode": "Scale", "Nodes": {"a.b": {"inputs": [1.0], "outputs": [1.0], "params": {"weight": [1.0, 2.0]}}}}""");

        var message = await Refusal(() => Run(folder, 2, skipScales: false));
        message.ShouldContain("-s");
        message.ShouldContain("a.b");
    }

    [Fact]
    public async Task H22_Stale_scales_of_the_same_ranks_are_removed_others_stay()
    {
        Directory.CreateDirectory(temp.Sub("out"));
        foreach (var name in (string[])["inc_output_hooks_maxabs_MAXABS_HW_0_2.npz", "inc_output_hooks_maxabs_MAXABS_HW_1_2.json", "inc_output_hooks_maxabs_MAXABS_HW_0_4.npz"])
            File.WriteAllText(Path.Combine(temp.Sub("out"), name), "old");
        var result = await Run(Golden.In("dense-4to2"), 2);

        result.Removed.ShouldBe(["inc_output_hooks_maxabs_MAXABS_HW_0_2.npz", "inc_output_hooks_maxabs_MAXABS_HW_1_2.json"]);
        temp.Files("out").ShouldContain("inc_output_hooks_maxabs_MAXABS_HW_0_4.npz");
        temp.Files("out").ShouldNotContain("inc_output_hooks_maxabs_MAXABS_HW_0_2.npz");
    }

    [Fact]
    public async Task H24_Expert_parallel_measurements_need_u()
    {
        (await Refusal(() => Run(Golden.In("ep-without-u-4to2"), 2))).ShouldContain("Unify with -u");
        (await Refusal(() => Run(Golden.In("ep-many-2to1"), 1, modelExperts: 24))).ShouldContain("Unify with -u");
        (await Run(Golden.In("ep-many-2to1"), 1)).Warnings.ShouldContain(warning => warning.Contains("without -u", StringComparison.Ordinal));
    }

    [Fact]
    public async Task H25_Experts_are_not_multiplied()
    {
        (await Refusal(() => Run(Golden.In("ep-many-2to1"), 1, expertParallel: true, modelExperts: 12))).ShouldContain("unify without -u");
        await Run(Golden.In("ep-many-2to1"), 1, expertParallel: true, modelExperts: 24);
        Golden.ShouldHaveProduced("ep-many-2to1", temp.Sub("out"));
    }

    [Fact]
    public async Task H26_A_row_parallel_linear_below_a_moe_path_is_dense()
    {
        await Run(Golden.In("ep-moe-path-2to1"), 1, expertParallel: true);

        var node = Samples.Read(temp.Sub("out"), 0, 1).Nodes.Single(node => node.Name == "model.layers.0.block_sparse_moe.shared.down_proj");
        var sources = Enumerable.Range(0, 2).Select(rank => Samples.Read(Golden.In("ep-moe-path-2to1"), rank, 2).Nodes.Single(n => n.Name == node.Name)).ToArray();
        node.Outputs.Length.ShouldBe(2);
        node.Outputs[1][0].ToDouble().ShouldBe(sources.Max(source => source.Outputs[1][0].ToDouble()));
    }

    [Fact]
    public async Task H27_Ranks_with_different_numbers_of_experts_are_refused()
    {
        Samples.WriteSet(temp.Sub("in"), [Samples.MoeRank(0, 3, _ => 1), Samples.MoeRank(1, 2, _ => 1)]);
        (await Refusal(() => Run(temp.Sub("in"), 1, expertParallel: true))).ShouldContain("inc_output_hooks_maxabs_1_2.json");
    }

    [Fact]
    public async Task H27_Two_nodes_of_one_expert_are_refused()
    {
        MeasurementFile Twins(int rank)
        {
            var file = Samples.MoeRank(rank, 1, _ => 1);
            return MeasurementFile.Create(rank, [.. file.Nodes, .. file.Nodes.Where(node => ExpertName.Fits(node.Name)).Select(node => node with { Name = node.Name[..^1] + "00" })]);
        }
        Samples.WriteSet(temp.Sub("in"), [Twins(0), Twins(1)]);
        (await Refusal(() => Run(temp.Sub("in"), 1, expertParallel: true))).ShouldContain("w13_list.00");
    }

    [Fact]
    public async Task H8_A_damaged_mod_list_is_told_and_stops_nothing()
    {
        var folder = CopyOf("dense-4to1");
        File.WriteAllText(Path.Combine(folder, "inc_output_hooks_maxabs_1_4_mod_list.json"), "[\"a");

        (await Run(folder, 1)).Warnings.ShouldHaveSingleItem().ShouldContain("inc_output_hooks_maxabs_1_4_mod_list.json");
        Golden.ShouldHaveProduced("dense-4to1", temp.Sub("out"));
        MeasurementFiles.ReadModList(Path.Combine(temp.Sub("out"), "inc_output_hooks_maxabs_0_1_mod_list.json")).ShouldContain("lm_head");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Ranks_that_do_not_fit_are_refused(int ranks) =>
        (await Refusal(() => Run(Golden.In("dense-4to2"), ranks))).ShouldContain($"{ranks}");
}
