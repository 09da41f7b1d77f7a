using Pipeline.Activities.Measurements;
using Pipeline.Host.Simulator.Devices;
using Pipeline.Host.Simulator.Models;

namespace Pipeline.Tests.Unit.Simulator;

public sealed class ModelShapeTests
{
    [Theory]
    [InlineData("llama-3.1-8b-instruct", 1, false, 353)]
    [InlineData("llama-3.1-70b-instruct", 8, false, 881)]
    [InlineData("llama-3.1-405b-instruct", 16, false, 1387)]
    [InlineData("mixtral-8x7b-instruct-v0.1", 2, false, 576)]
    [InlineData("mixtral-8x7b-instruct-v0.1", 4, true, 32 * (2 + 16 / 4))]
    [InlineData("deepseek-r1", 8, true, 4502)]
    [InlineData("deepseek-r1", 16, true, 2646)]
    [InlineData("deepseek-r1", 32, true, 1718)]
    [InlineData("qwen3-235b-a22b", 8, false, 25099)]
    [InlineData("qwen3-235b-a22b", 8, true, 4043)]
    public void A_rank_has_the_documented_number_of_nodes(string model, int ranks, bool expertParallel, int nodes) =>
        ModelShapes.Of(model).Shape.Modules(ranks - 1, ranks, expertParallel).Count().ShouldBe(nodes);

    [Fact]
    public void Names_are_unique_and_the_mod_list_holds_more_than_them()
    {
        ModelShape shape = ModelShapes.Of("deepseek-r1").Shape;
        HashSet<string> names = [.. shape.Modules(3, 8, true).Select(module => module.Name)];
        names.Count.ShouldBe(4502);
        HashSet<string> patched = [.. shape.Patched(3, 8, true)];
        patched.IsProperSupersetOf(names).ShouldBeTrue();
        (patched.Count - names.Count).ShouldBe(61 * 9);
    }

    [Fact]
    public void A_fused_node_has_one_output_more_than_local_experts()
    {
        MeasurementFile file = new MeasurementMaker("deepseek-r1", ModelShapes.Of("deepseek-r1").Shape, 8, true).Measure(2, 7);
        MeasurementNode fused = file.Nodes.First(node => node.Name == "model.layers.3.mlp.experts.moe_op");
        fused.Outputs.Length.ShouldBe(33);
        file.Nodes.First(node => node.Name == "model.layers.3.mlp.experts.moe_op.w13_list.31").Inputs[0][0].ToDouble().ShouldBe(0);
    }

    [Fact]
    public void Values_are_exact_in_bf16_and_depend_on_the_rank_only_by_their_names()
    {
        MeasurementMaker maker = new("llama-3.1-8b", ModelShapes.Of("llama-3.1-8b").Shape, 2, false);
        foreach (MeasurementNode node in maker.Measure(1, 7).Nodes)
        {
            double value = node.Inputs[0][0].ToDouble();
            (BitConverter.SingleToUInt32Bits((float)value) & 0xFFFF).ShouldBe(0u);
            value.ShouldBe((float)value);
            value.ShouldBe(MadeUpValues.Of("llama-3.1-8b", node.Name, "in0", 1));
        }
    }

    [Fact]
    public void Scales_are_those_that_the_device_accelerates()
    {
        MeasurementMaker maker = new("llama-3.1-8b", ModelShapes.Of("llama-3.1-8b").Shape, 2, false);
        double[] two = [.. maker.Scale(0, DeviceProfile.Gaudi2).Nodes.Select(node => node.Inputs[0][0].ToDouble()).Distinct()];
        two.ShouldAllBe(scale => new[] { 1 / 256d, 1 / 16d, 1, 16 }.Contains(scale));
        maker.Scale(0, DeviceProfile.Gaudi3).Nodes.ShouldAllBe(node => Math.Log2(node.Inputs[0][0].ToDouble()) % 1 == 0);
    }
}
