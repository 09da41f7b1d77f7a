using CsCheck;
using Pipeline.Activities.Measurements;
using Pipeline.Activities.Measurements.Transforms;

namespace Pipeline.Tests.Unit.Measurements;

public sealed class PropertyTests
{
    private const long Iterations = 40;

    private static readonly Gen<double[][]> FourRanks = Samples.Value.Array[10].Array[4];

    [Fact]
    public void Unify_does_not_depend_on_which_rank_measured_what() => FourRanks.Sample(values =>
    {
        using var temp = new TemporaryFolder();
        Nodes(UnifyTo(temp, "a", values, 1), 0, 1).ShouldBe(Nodes(UnifyTo(temp, "b", [.. values.Reverse()], 1), 0, 1));
    }, iter: Iterations, threads: 1);

    [Fact]
    public void Unifying_twice_is_unifying_at_once() => FourRanks.Sample(values =>
    {
        using var temp = new TemporaryFolder();
        var once = UnifyTo(temp, "a", values, 1);
        var half = UnifyTo(temp, "b", values, 2);
        var result = Unify.RunAsync(new() { Measurements = half, Output = temp.Sub("c"), Ranks = 1, SkipScales = true }).Result;
        Samples.Text(result.Folder, 0, 1).ShouldBe(Samples.Text(once, 0, 1));
    }, iter: Iterations, threads: 1);

    [Fact]
    public void Unifying_equal_ranks_changes_no_value() => Samples.Value.Array[10].Sample(values =>
    {
        using var temp = new TemporaryFolder();
        var folder = UnifyTo(temp, "a", [values, values], 1);
        Nodes(folder, 0, 1).ShouldBe(Nodes(temp.Sub("a-in"), 0, 2));
    }, iter: Iterations, threads: 1);

    [Fact]
    public void Expand_gives_every_expert_to_exactly_one_rank() =>
        Gen.Select(Gen.Int[1, 4], Gen.Int[1, 4]).Sample((local, ranks) =>
    {
        using var temp = new TemporaryFolder();
        Samples.WriteSet(temp.Sub("in"), [Samples.MoeRank(-1, local * ranks, e => e + 1)]);
        Expand.RunAsync(new() { Measurements = temp.Sub("in"), Output = temp.Sub("out"), TargetWorldSize = ranks }).Wait();

        var given = Enumerable.Range(0, ranks).SelectMany(rank =>
            Samples.Read(temp.Sub("out"), rank, ranks).Nodes[1].Outputs.Skip(1).Select(output => output[0].ToDouble()));
        given.ShouldBe(Enumerable.Range(1, local * ranks).Select(e => (double)e));
    }, iter: Iterations, threads: 1);

    [Fact]
    public void Expand_undoes_a_unification_with_expert_parallelism() =>
        Samples.Value.Array[3].Array[4].Sample(amax =>
    {
        using var temp = new TemporaryFolder();
        Samples.WriteSet(temp.Sub("in"), [.. amax.Select((values, rank) => Samples.MoeRank(rank, 3, e => values[e]))]);
        Unify.RunAsync(new() { Measurements = temp.Sub("in"), Output = temp.Sub("one"), Ranks = 1, ExpertParallel = true }).Wait();
        Expand.RunAsync(new() { Measurements = temp.Sub("one"), Output = temp.Sub("out"), TargetWorldSize = 4 }).Wait();

        for (var rank = 0; rank < 4; rank++)
            Samples.Read(temp.Sub("out"), rank, 4).Nodes[1].Outputs.Skip(1).Select(output => output[0].ToDouble()).ShouldBe(amax[rank]);
    }, iter: Iterations, threads: 1);

    [Fact]
    public void Npz_and_json_hold_the_same_numbers() => Gen.Double.Array[10].Sample(values =>
    {
        using var temp = new TemporaryFolder();
        var folder = UnifyTo(temp, "a", [values, values], 1);
        var json = Samples.Read(folder, 0, 1).Nodes;
        var npz = MeasurementFiles.Read(Path.Combine(folder, "inc_output_hooks_maxabs_0_1.npz")).Nodes;
        Describe(npz).ShouldBe(Describe(json));
    }, iter: Iterations, threads: 1);

    private static string UnifyTo(TemporaryFolder temp, string name, double[][] values, int ranks)
    {
        Samples.WriteSet(temp.Sub(name + "-in"), [.. values.Select((rank, i) => Samples.DenseRank(i, rank))]);
        return Unify.RunAsync(new() { Measurements = temp.Sub(name + "-in"), Output = temp.Sub(name), Ranks = ranks, SkipScales = true }).Result.Folder;
    }

    private static string[] Nodes(string folder, int rank, int world) => Describe(Samples.Read(folder, rank, world).Nodes);

    private static string[] Describe(IEnumerable<MeasurementNode> nodes) =>
        [.. nodes.SelectMany(node => node.Inputs.Concat(node.Outputs.IsDefault ? [] : node.Outputs).Append(node.Weight ?? Tensor.Scalar(-1)).Select(t => $"{node.Name} {t.Shape} {t[0]}"))];
}
