using System.Text;
using CsCheck;
using Pipeline.Activities.Measurements;
using Pipeline.Activities.Measurements.Json;
using Pipeline.Activities.Measurements.Npz;
using Pipeline.Activities.Measurements.Transforms;

namespace Pipeline.Tests.Unit.Measurements;

public sealed class PropertyTests
{
    private const long Cases = 1000;

    private static readonly Gen<double[][]> FourRanks = Samples.Value.Array[10].Array[4];

    [Fact]
    public void Unify_does_not_depend_on_the_order_of_ranks() => Gen.Select(FourRanks, Gen.Shuffle(new[] { 0, 1, 2, 3 })).Sample((values, order) =>
    {
        var ranks = Ranks(values);
        Describe(Merge([.. order.Select(rank => ranks[rank])])).ShouldBe(Describe(Merge(ranks)));
    }, iter: Cases);

    [Fact]
    public void Unifying_twice_is_unifying_at_once() => FourRanks.Sample(values =>
    {
        var ranks = Ranks(values);
        Text(Merge([Merge(ranks[..2]), Merge(ranks[2..])])).ShouldBe(Text(Merge(ranks)));
    }, iter: Cases);

    [Fact]
    public void Unifying_equal_ranks_changes_no_value() => Samples.Value.Array[10].Sample(values =>
        Describe(Merge(Ranks([values, values, values]))).ShouldBe(Describe(Samples.DenseRank(0, values))), iter: Cases);

    [Fact]
    public void Expand_gives_every_expert_to_exactly_one_rank() => Gen.Select(Gen.Int[1, 8], Gen.Int[1, 8]).Sample((local, ranks) =>
    {
        var source = Samples.MoeRank(-1, local * ranks, e => e + 1);
        var given = Enumerable.Range(0, ranks).SelectMany(rank => Expand.Share(source.Nodes[1], rank, local).Outputs.Skip(1).Select(output => output[0].ToDouble()));
        given.ShouldBe(Enumerable.Range(1, local * ranks).Select(e => (double)e));
    }, iter: Cases);

    [Fact]
    public void Expand_undoes_a_unification_with_expert_parallelism() => Samples.Value.Array[3].Array[4].Sample(amax =>
    {
        var unified = Merge([.. amax.Select((values, rank) => Samples.MoeRank(rank, 3, e => values[e]))], expertParallel: true);
        for (var rank = 0; rank < 4; rank++)
            Expand.Share(unified.Nodes[1], rank, 3).Outputs.Skip(1).Select(output => output[0].ToDouble()).ShouldBe(amax[rank]);
    }, iter: Cases);

    [Fact]
    public void Npz_and_json_hold_the_same_numbers() => Gen.Double.Array[10].Sample(values =>
    {
        var file = Samples.DenseRank(0, values);
        var npz = new MemoryStream();
        MeasurementNpz.Write(npz, file);
        npz.Position = 0;
        var json = MeasurementJson.Read(new MemoryStream(Encoding.UTF8.GetBytes(Text(file))), "f.json");
        Describe(MeasurementNpz.Read(npz, "f.npz")).ShouldBe(Describe(json));
        Describe(json).ShouldBe(Describe(file));
    }, iter: Cases);

    private static MeasurementFile[] Ranks(double[][] values) => [.. values.Select((rank, i) => Samples.DenseRank(i, rank))];

    private static MeasurementFile Merge(MeasurementFile[] ranks, bool expertParallel = false)
    {
        var merge = new GroupMerge(ranks[0], expertParallel, "0");
        foreach (var rank in ranks[1..])
            merge.Add(rank, "later");
        return merge.Result(-1);
    }

    private static string Text(MeasurementFile file)
    {
        var stream = new MemoryStream();
        MeasurementJson.Write(stream, file);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string[] Describe(MeasurementFile file) =>
        [.. file.Nodes.SelectMany(node => node.Inputs.Concat(node.Outputs.IsDefault ? [] : node.Outputs).Append(node.Weight ?? Tensor.Scalar(-1)).Select(t => $"{node.Name} {t.Shape} {t[0]}"))];
}
