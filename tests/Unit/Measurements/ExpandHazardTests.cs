using Pipeline.Activities.Measurements;
using Pipeline.Activities.Measurements.Transforms;

namespace Pipeline.Tests.Unit.Measurements;

public sealed class ExpandHazardTests : IDisposable
{
    private readonly TemporaryFolder temp = new();

    public void Dispose() => temp.Dispose();

    private Task<TransformResult> Run(string from, int ranks, string? to = null) =>
        Expand.RunAsync(new() { Measurements = from, Output = to ?? temp.Sub("out"), TargetWorldSize = ranks });

    [Theory]
    [InlineData("expand-remainder", 2, 5)]
    [InlineData("expand-more-ranks", 4, 3)]
    public async Task H28_Experts_that_cannot_be_shared_evenly_are_refused(string name, int ranks, int experts)
    {
        var message = (await Should.ThrowAsync<MeasurementException>(() => Run(Golden.In(name), ranks))).Message;
        message.ShouldContain($"{experts} experts");
        Directory.Exists(temp.Sub("out")).ShouldBeFalse();
    }

    [Fact]
    public async Task H26_A_gate_below_a_moe_path_is_copied()
    {
        await Run(Golden.In("expand-mixtral-gate"), 2);

        var rank1 = Samples.Read(temp.Sub("out"), 1, 2);
        rank1.Nodes[0].Name.ShouldEndWith(".gate");
        rank1.Nodes[1].Outputs.Select(output => output[0].ToDouble()).ShouldBe([0.447265625, 0.345703125]);
    }

    [Fact]
    public async Task H26_A_fused_node_without_expert_nodes_is_shared_as_well()
    {
        var nodes = Samples.MoeRank(-1, 4, e => e + 1).Nodes.Where(node => ExpertName.Parse(node.Name) is null).ToList();
        Samples.WriteSet(temp.Sub("in"), [MeasurementFile.Create(-1, nodes)]);
        await Run(temp.Sub("in"), 2);

        Samples.Read(temp.Sub("out"), 1, 2).Nodes[1].Outputs.Select(output => output[0].ToDouble()).ShouldBe([3, 3, 4]);
    }

    [Fact]
    public async Task H4_H10_Only_the_set_of_one_rank_is_expanded_even_in_place()
    {
        Samples.WriteSet(temp.Sub("in"), [Samples.MoeRank(-1, 16, e => e + 1)]);
        await Run(temp.Sub("in"), 16, temp.Sub("in"));
        var first = Samples.Text(temp.Sub("in"), 3, 16);
        await Run(temp.Sub("in"), 16, temp.Sub("in"));

        Samples.Text(temp.Sub("in"), 3, 16).ShouldBe(first);
        Samples.Read(temp.Sub("in"), 3, 16).Nodes[1].Outputs[1][0].ToDouble().ShouldBe(4);
    }

    [Fact]
    public async Task A_fused_node_with_too_few_outputs_is_named()
    {
        var file = Samples.MoeRank(-1, 4, _ => 1);
        var nodes = file.Nodes.Select(node => node.Name.EndsWith("moe_op", StringComparison.Ordinal) ? node with { Outputs = node.Outputs[..3] } : node).ToList();
        Samples.WriteSet(temp.Sub("in"), [MeasurementFile.Create(-1, nodes)]);

        (await Should.ThrowAsync<MeasurementException>(() => Run(temp.Sub("in"), 2))).Node.ShouldBe("model.layers.0.mlp.experts.moe_op");
    }

    [Fact]
    public async Task A_cancelled_run_leaves_nothing()
    {
        Samples.WriteSet(temp.Sub("in"), [Samples.MoeRank(-1, 4, _ => 1)]);
        await Should.ThrowAsync<OperationCanceledException>(() => Expand.RunAsync(
            new() { Measurements = temp.Sub("in"), Output = temp.Sub("out"), TargetWorldSize = 2 }, null, new CancellationToken(true)));
        Directory.Exists(temp.Sub("out")).ShouldBeFalse();
    }

    [Fact]
    public async Task Progress_counts_every_file()
    {
        Samples.WriteSet(temp.Sub("in"), [Samples.MoeRank(-1, 4, _ => 1)]);
        var progress = new Collected();
        await Expand.RunAsync(new() { Measurements = temp.Sub("in"), Output = temp.Sub("out"), TargetWorldSize = 4 }, progress);
        progress.All.Select(p => p.Done).Order().ShouldBe(Enumerable.Range(1, 5));
        progress.All.ShouldAllBe(p => p.Total == 5);
    }

    private sealed class Collected : IProgress<TransformProgress>
    {
        public List<TransformProgress> All { get; } = [];

        public void Report(TransformProgress value)
        {
            lock (All)
                All.Add(value);
        }
    }
}
