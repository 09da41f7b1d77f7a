namespace Pipeline.Activities.Measurements.Transforms;

/// <summary>
/// Makes the measurements of n ranks from those unified to one: each rank gets its share of the fused MoE outputs; all
/// else, the expert nodes with their global numbers included, is the same on every rank.
/// </summary>
public static class Expand
{
    /// <summary>Carries it out, all or nothing.</summary>
    /// <exception cref="MeasurementException">Options or files are not usable; nothing was written.</exception>
    public static async Task<TransformResult> RunAsync(ExpandOptions options, IProgress<TransformProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        options.Validate();
        var count = options.TargetWorldSize;
        var set = SetChoice.Choose(
            MeasurementFolder.Scan(options.Measurements), options.Base, 1, _ => true, "measurement set of 1 rank to expand", _ => false);

        using var run = new TransformRun("expand", options, 1 + count, progress);
        var source = run.Read(set, 0);
        var experts = new ExpertLayout(source.Nodes);
        Check(source, experts, count, set.PathOf(0));
        if (experts.Count == 0)
            run.Warn($"The measurements hold no experts; all {count} ranks get the same values.");

        await Parallel.ForEachAsync(Enumerable.Range(0, count), Workers.Options(cancellationToken), (rank, _) =>
        {
            var result = source.With(rank, Share(source.Nodes, experts, rank, experts.Count / count));
            var name = set.NameOf(0) with { Rank = rank, WorldSize = count };
            run.Write(name, result);
            run.WriteModList(name, set, [0], result);
            return ValueTask.CompletedTask;
        });
        var groups = Enumerable.Range(0, count).Select(_ => (IReadOnlyList<int>)[0]).ToList();
        return run.Commit([(set.Base, count)], groups, source.Nodes.Count);
    }

    private static void Check(MeasurementFile source, ExpertLayout experts, int count, string path)
    {
        if (experts.Count % count != 0)
            throw new MeasurementException(
                $"{experts.Count} experts cannot be distributed evenly over {count} ranks.", path,
                remedy: $"Take a number of ranks that divides {experts.Count}.");
        foreach (var node in source.Nodes)
        {
            if (experts.IsFused(node.Name))
                experts.RequireMatching(node, scale: false, path);
        }
    }

    internal static MeasurementNode[] Share(IReadOnlyList<MeasurementNode> nodes, ExpertLayout experts, int rank, int local)
    {
        var shared = nodes.ToArray();
        for (var i = 0; i < shared.Length; i++)
        {
            var node = shared[i];
            if (experts.IsFused(node.Name))
                shared[i] = node with { Outputs = [node.Outputs[0], .. node.Outputs.AsSpan().Slice(1 + rank * local, local)] };
        }
        return shared;
    }
}
