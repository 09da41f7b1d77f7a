using Pipeline.Activities.Measurements;
using Pipeline.Activities.Measurements.Configuration;
using Pipeline.Activities.Measurements.Inspection;
using Pipeline.Activities.Measurements.Transforms;

namespace Pipeline.Tests.Unit.Measurements;

public sealed class InspectTests : IDisposable
{
    private readonly TemporaryFolder temp = new();

    public void Dispose() => temp.Dispose();

    [Theory]
    [InlineData("model.layers.3.mlp.down_proj", "model.layers", 3, "mlp.down_proj")]
    [InlineData("language_model.model.layers.12.self_attn.attn.impl.k_cache", "language_model.model.layers", 12, "self_attn.attn.impl.k_cache")]
    [InlineData("model.layers.0.mlp.experts.moe_op.w13_list.7", "model.layers", 0, "mlp.experts.moe_op.w13_list.7")]
    [InlineData("lm_head", "", null, "lm_head")]
    [InlineData("a.1", "", null, "a.1")]
    [InlineData("", "", null, "")]
    public void A_module_is_placed_by_the_first_number_in_its_name(string node, string stack, int? layer, string part) =>
        ModulePath.Of(node).ShouldBe(new ModulePath(stack, layer, part));

    [Fact]
    public void Short_names_are_as_long_as_they_must_be_to_differ() =>
        ModulePath.ShortNames(["self_attn.qkv_proj", "mlp.down_proj", "mlp.shared_experts.down_proj", "down_proj"]).Values
            .ShouldBe(["qkv_proj", "mlp.down_proj", "shared_experts.down_proj", "down_proj"]);

    [Fact]
    public void Sets_are_summed_up()
    {
        Samples.WriteSet(temp.Sub("g2"), [Samples.DenseRank(0, [1, 0.5, 3, 4, 99, 6, 0.25, 8, 0, 10]), Samples.DenseRank(1, [2, 0.5, 3, 4, 99, 6, 0.25, double.NaN, 9, 10])]);
        CalibrationConfigs.For("llama", temp.Sub("g2/inc_output")).Quantize.Write(temp.Sub("maxabs_quant_g2.json"));

        var inspection = Inspect.Run(temp.Sub("g2"));

        inspection.Device.ShouldBe("g2");
        inspection.Configs.ShouldBe([temp.Sub("maxabs_quant_g2.json")]);
        var set = inspection.Sets.ShouldHaveSingleItem();
        (set.Set.WorldSize, set.Nodes, set.Layers, set.Samples).ShouldBe((2, 4, 2, (7L, 7L)));
        set.Kinds.ShouldBe([(NodeKind.Linear, 2), (NodeKind.Other, 2)]);
        (set.Inputs.Minimum, set.Inputs.Maximum, set.Inputs.NonFinite).ShouldBe((1, 8, 1));
        (set.Outputs.Maximum, set.Outputs.Zeros).ShouldBe((9, 1));
        (set.Weights.Minimum, set.Weights.Maximum).ShouldBe((0.25, 0.5));
        set.Experts.ShouldBeNull();
    }

    [Fact]
    public void An_expert_idle_on_one_rank_only_shows_expert_parallelism()
    {
        Samples.WriteSet(temp.Sub("own"), [Samples.MoeRank(0, 4, e => e), Samples.MoeRank(1, 4, e => e + 1)]);
        Samples.WriteSet(temp.Sub("same"), [Samples.MoeRank(0, 4, e => e), Samples.MoeRank(1, 4, e => 2 * e)]);

        Inspect.Run(temp.Sub("own")).Sets[0].Experts.ShouldBe(new ExpertSummary(1, 4, 8, ExpertPlacement.Distributed, 1));
        Inspect.Run(temp.Sub("same")).Sets[0].Experts.ShouldBe(new ExpertSummary(1, 4, 4, ExpertPlacement.Replicated, 1));
    }

    [Fact]
    public async Task Expanded_ranks_hold_experts_of_their_own_and_tell_their_origin()
    {
        Samples.WriteSet(temp.Sub("one"), [Samples.MoeRank(-1, 6, e => e + 1)]);
        await Expand.RunAsync(new() { Measurements = temp.Sub("one"), Output = temp.Sub("g3-expanded"), TargetWorldSize = 3 });

        var inspection = Inspect.Run(temp.Sub("g3-expanded"));

        inspection.Sets[0].Experts.ShouldBe(new ExpertSummary(1, 2, 6, ExpertPlacement.Distributed, 0));
        inspection.Origin.ShouldHaveSingleItem().Operation.ShouldBe("expand");
        inspection.Device.ShouldBe("g3");
    }

    [Fact]
    public void A_folder_without_measurements_is_refused() =>
        Should.Throw<MeasurementException>(() => Inspect.Run(temp.Path)).Message.ShouldContain("no measurements");
}
