using Pipeline.Activities.Measurements;
using Pipeline.Activities.Measurements.Transforms;

namespace Pipeline.Tests.Unit.Measurements;

public sealed class PostprocessHazardTests : IDisposable
{
    private readonly TemporaryFolder temp = new();

    public void Dispose() => temp.Dispose();

    private Task<TransformResult> Run(string from, bool? deepSeek = null, string? to = null) =>
        Postprocess.RunAsync(new() { Measurements = from, Output = to ?? temp.Sub("out"), DeepSeek = deepSeek });

    [Fact]
    public async Task H9_In_place_is_safe_and_repeatable()
    {
        Directory.CreateDirectory(temp.Sub("in"));
        foreach (var file in Directory.EnumerateFiles(Golden.In("post-plain")))
            File.Copy(file, Path.Combine(temp.Sub("in"), Path.GetFileName(file)));
        await Run(temp.Sub("in"), to: temp.Sub("in"));
        Golden.ShouldHaveProduced("post-plain", temp.Sub("in"));
        await Run(temp.Sub("in"), to: temp.Sub("in"));
        Golden.ShouldHaveProduced("post-plain", temp.Sub("in"));
    }

    [Fact]
    public async Task H31_The_attention_is_recognised_without_being_told()
    {
        var result = await Run(Golden.In("post-deepseek-without-d"));

        result.ChangedLayers.ShouldBeGreaterThan(0);
        var nodes = Samples.Read(temp.Sub("out"), 0, 1).Nodes.ToDictionary(node => node.Name);
        const string layer = "model.layers.0.self_attn.mla_attn.mla_attn.impl.";
        nodes[layer + "matmul_av"].Inputs[1][0].ShouldBe(nodes[layer + "latent_cache_k"].Inputs[0][0]);
        nodes[layer + "matmul_qk"].Inputs[1][0].ShouldBe(nodes[layer + "latent_cache_k"].Inputs[0][0]);
    }

    [Theory]
    [InlineData("post-plain", true)]
    [InlineData("post-deepseek", false)]
    public async Task H31_A_statement_that_contradicts_the_data_is_refused(string name, bool deepSeek)
    {
        (await Should.ThrowAsync<MeasurementException>(() => Run(Golden.In(name), deepSeek))).Message.ShouldContain("-d");
        Directory.Exists(temp.Sub("out")).ShouldBeFalse();
    }

    [Fact]
    public async Task H32_Layers_are_found_whatever_their_numbers_and_prefix()
    {
        await Run(Golden.In("post-gap"));
        ShouldBeReplaced("model.layers.7.self_attn.attn.impl.", temp.Sub("out"));

        Directory.CreateDirectory(temp.Sub("in"));
        var text = File.ReadAllText(Path.Combine(Golden.In("post-gap"), "inc_output_hooks_maxabs_0_1.json"));
        File.WriteAllText(Path.Combine(temp.Sub("in"), "inc_output_hooks_maxabs_0_1.json"), text.Replace("\"model.layers", "\"language_model.model.layers", StringComparison.Ordinal));
        await Run(temp.Sub("in"), to: temp.Sub("prefixed"));
        ShouldBeReplaced("language_model.model.layers.7.self_attn.attn.impl.", temp.Sub("prefixed"));
    }

    [Theory]
    [InlineData("post-cache-missing", "_cache'")]
    [InlineData("post-matmul-missing", "matmul_")]
    public async Task H33_A_missing_cache_or_matmul_is_named(string name, string node)
    {
        (await Should.ThrowAsync<MeasurementException>(() => Run(Golden.In(name)))).Message.ShouldContain(node);
        Directory.Exists(temp.Sub("out")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("_cache")]
    [InlineData("matmul_")]
    public async Task H33_A_layer_without_any_cache_or_matmul_is_left_as_it_is_and_told(string lacking)
    {
        var whole = Samples.Read(Golden.In("post-plain"), 0, 2);
        const string layer = "model.layers.1.self_attn.attn.impl.";
        var nodes = whole.Nodes.Where(node => !(node.Name.StartsWith(layer, StringComparison.Ordinal) && node.Name.Contains(lacking, StringComparison.Ordinal))).ToList();
        nodes.Count.ShouldBe(whole.Nodes.Count - 2);
        Samples.WriteSet(temp.Sub("in"), [MeasurementFile.Create(0, nodes)]);

        var result = await Run(temp.Sub("in"));

        result.Warnings.ShouldHaveSingleItem().ShouldStartWith("1 layers");
        result.ChangedLayers.ShouldBe(1);
        var node = nodes.Single(node => node.Name == layer + (lacking == "_cache" ? "matmul_qk" : "k_cache"));
        Samples.Read(temp.Sub("out"), 0, 1).Nodes.Single(other => other.Name == node.Name).Inputs.ShouldBe(node.Inputs);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(true)]
    public async Task A_model_without_attention_measurements_is_passed_through_with_a_warning(bool? deepSeek)
    {
        Samples.WriteSet(temp.Sub("in"), [Samples.DenseRank(0, [1, 2, 3, 4, 5])]);
        (await Run(temp.Sub("in"), deepSeek)).Warnings.ShouldHaveSingleItem().ShouldContain("nothing was replaced");
    }

    private static void ShouldBeReplaced(string layer, string folder)
    {
        var nodes = Samples.Read(folder, 0, 1).Nodes.ToDictionary(node => node.Name);
        nodes[layer + "matmul_qk"].Inputs[1][0].ShouldBe(nodes[layer + "k_cache"].Inputs[0][0]);
        nodes[layer + "matmul_av"].Inputs[1][0].ShouldBe(nodes[layer + "v_cache"].Inputs[0][0]);
    }
}
