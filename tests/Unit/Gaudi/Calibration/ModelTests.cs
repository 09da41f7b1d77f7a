using Pipeline.Activities.Gaudi.Calibration;
using Pipeline.Activities.Gaudi.Cards;

namespace Pipeline.Tests.Unit.Gaudi.Calibration;

public class ModelTests
{
    [Theory]
    [InlineData("meta-llama/Llama-3.1-405B-Instruct", "llama-3.1-405b-instruct", "llama", false)]
    [InlineData("/nfs/DeepSeek-R1/", "deepseek-r1", "deepseek", true)]
    [InlineData("mistralai/Mixtral-8x7B-Instruct-v0.1", "mixtral-8x7b-instruct-v0.1", "mixtral", true)]
    [InlineData("ibm-granite/granite-4.0-h-small", "granite-4.0-h-small", "granite-4", false)]
    [InlineData("Qwen/Qwen3-235B-A22B", "qwen3-235b-a22b", "qwen3", true)]
    [InlineData("Qwen/Qwen3-32B", "qwen3-32b", "other", false)]
    [InlineData("facebook/opt-125m", "opt-125m", "other", false)]
    public void The_family_comes_from_the_last_part_of_the_name(string model, string name, string family, bool experts)
    {
        var read = ModelName.Of(model).Value.ShouldNotBeNull();
        read.Value.ShouldBe(name);
        ModelFamily.Of(read).Name.ShouldBe(family);
        ModelFamily.Of(read).IsMixtureOfExperts.ShouldBe(experts);
    }

    [Fact]
    public void A_deepseek_name_that_starts_otherwise_is_noticed()
    {
        var name = new ModelName("my-deepseek-r1");
        ModelFamily.Of(name).AlwaysExpertParallel.ShouldBeTrue();
        ModelFamily.Of(name).IsNamedForScript(name).ShouldBeFalse();
    }

    [Fact]
    public void Shapes_are_known_for_documented_models()
    {
        KnownModels.ShapeOf(new("deepseek-r1")).ShouldBe(new ModelShape(61, 128, 256));
        KnownModels.ShapeOf(new("deepseek-r1-distill-llama-70b")).ShouldBeNull();
    }

    [Fact]
    public void Results_lie_where_the_script_and_the_procedure_put_them()
    {
        var layout = OutputLayout.Of(new() { Model = "deepseek-ai/DeepSeek-R1", Output = "/nfs/out/" }, DeviceType.Gaudi3);
        layout.MeasureConfig.ShouldBe("/nfs/out/deepseek-r1/maxabs_measure_g3.json");
        layout.QuantizeConfig.ShouldBe("/nfs/out/deepseek-r1/maxabs_quant_g3.json");
        var expanded = OutputLayout.Expanded(OutputLayout.Postprocessed(OutputLayout.Unified(layout.Measurements, 1)), 16);
        expanded.ShouldBe("/nfs/out/deepseek-r1/g3-unified-tp1-post-expand-ep16");
        OutputLayout.QuantizeConfigOf(expanded).ShouldBe("/nfs/out/deepseek-r1/maxabs_quant_g3-unified-tp1-post-expand-ep16.json");
    }
}
