namespace Pipeline.Activities.Measurements.Transforms;

/// <summary>
/// Makes the measurements of n ranks from those unified to one: each rank gets its share of the fused MoE outputs; all
/// else, the expert nodes with their global numbers included, is the same on every rank.
/// </summary>
public static class Expand
{
    /// <summary>Carries it out, all or nothing.</summary>
    /// <exception cref="MeasurementException">Options or files are not usable; nothing was written.</exception>
    public static Task<TransformResult> RunAsync(ExpandOptions options, IProgress<TransformProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Task.Run(() => Run(options, progress, cancellationToken), cancellationToken);

    private static TransformResult Run(ExpandOptions options, IProgress<TransformProgress>? progress, CancellationToken cancellationToken)
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

        var local = experts.Count / count;
        var family = new RankFamily(source.With(0, source.Nodes), count, node => experts.IsFused(node.Name), (node, rank) => Share(node, rank, local));
        cancellationToken.ThrowIfCancellationRequested();
        run.Write(set.NameOf(0), family, set, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
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

    /// <summary>A fused MoE node as a rank of the result has it, which holds <paramref name="local"/> experts.</summary>
    internal static MeasurementNode Share(MeasurementNode fused, int rank, int local) =>
        fused with { Outputs = [fused.Outputs[0], .. fused.Outputs.AsSpan().Slice(1 + rank * local, local)] };
}
