using Pipeline.Activities.Measurements;
using Pipeline.Activities.Measurements.Comparison;

namespace Pipeline.Tests.Unit.Measurements;

public sealed class CompareTests : IDisposable
{
    private readonly TemporaryFolder temp = new();

    public void Dispose() => temp.Dispose();

    private string Set(string name, params MeasurementFile[] ranks)
    {
        Samples.WriteSet(temp.Sub(name), ranks);
        return temp.Sub(name);
    }

    private static MeasurementFile Dense(params double[] values) => Samples.DenseRank(0, values);

    [Fact]
    public void Equal_folders_are_equal_whatever_the_order_of_nodes()
    {
        var nodes = Dense(1, 2, 3, 4, double.NaN).Nodes;
        var report = Compare.Run(Set("a", MeasurementFile.Create(0, nodes)), Set("b", MeasurementFile.Create(0, [.. nodes.Reverse()])));
        report.AreEqual.ShouldBeTrue();
        report.Values.ShouldBe(5);
    }

    [Fact]
    public void Differences_beyond_the_tolerance_are_named_with_both_values()
    {
        var (a, b) = (Set("a", Dense(100, 2, 3, 4, 5)), Set("b", Dense(101, 2, 4, 4, double.NaN)));

        Compare.Run(a, b).Differences.Count.ShouldBe(3);
        var differences = Compare.Run(a, b, 0.01).Differences;
        differences.Select(difference => (difference.Position, difference.First, difference.Second, difference.Relative)).ShouldBe(
            [("inputs[0]", "3.0", "4.0", 0.25), ("outputs[1]", "5.0", "NaN", double.PositiveInfinity)]);
        differences[0].Node.ShouldBe("model.layers.0.mlp.down_proj");
        Compare.Run(a, b, 0.25).Differences.ShouldHaveSingleItem();
    }

    [Fact]
    public void What_only_one_side_has_is_a_difference()
    {
        var a = Set("a", Dense(1, 2, 3, 4, 5), Dense(1, 2, 3, 4, 5));
        var b = Set("b", Dense(1, 2, 3, 4, 5, 6, 7, 8, 9, 10), Dense(1, 2, 3, 4, 5));
        foreach (var file in Directory.GetFiles(b, "*_1_2*"))
            File.Delete(file);

        Compare.Run(a, b).Differences.Select(difference => (difference.Kind, difference.Node)).ShouldBe(
            [(DifferenceKind.OnlyInFirst, null), (DifferenceKind.OnlyInSecond, "model.layers.5.self_attn.qkv_proj"), (DifferenceKind.OnlyInSecond, "model.layers.5.mlp.down_proj")]);
    }

    [Fact]
    public void A_json_can_be_compared_with_its_npz()
    {
        var folder = Set("a", Dense(1, 2, 3, 4, 5));
        string PathOf(MeasurementKind kind) => Path.Combine(folder, MeasurementName.Measurement(0, 1, kind).FileName);
        Compare.Run(PathOf(MeasurementKind.Json), PathOf(MeasurementKind.Npz)).AreEqual.ShouldBeTrue();
    }

    [Fact]
    public void Huge_values_do_not_overflow_the_relative_difference() =>
        Compare.Run(Set("a", MeasurementFile.Create(0, [Samples.Dense("n", double.MaxValue)])), Set("b", MeasurementFile.Create(0, [Samples.Dense("n", -double.MaxValue)])))
            .Differences[0].Relative.ShouldNotBe(0);

    [Fact]
    public void Sides_that_cannot_be_compared_are_refused()
    {
        var (one, two) = (Set("one", Dense(1, 2, 3, 4, 5)), Set("two", Dense(1, 2, 3, 4, 5), Dense(1, 2, 3, 4, 5)));
        Should.Throw<MeasurementException>(() => Compare.Run(one, two)).Message.ShouldContain("share no set");
        Should.Throw<MeasurementException>(() => Compare.Run(one, temp.Sub("none"))).Message.ShouldContain("no such file or folder");
        Should.Throw<MeasurementException>(() => Compare.Run(one, Path.Combine(one, "inc_output_hooks_maxabs_0_1.json"))).Message.ShouldContain("is not");
        Should.Throw<MeasurementException>(() => Compare.Run(one, one, double.NaN)).Message.ShouldContain("tolerance");
        Should.Throw<MeasurementException>(() => Compare.Run(one, one, -0.5)).Message.ShouldContain("tolerance");
    }
}
