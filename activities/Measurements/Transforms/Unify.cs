using Pipeline.Activities.Measurements.Provenance;

namespace Pipeline.Activities.Measurements.Transforms;

/// <summary>
/// Reduces the measurements (and scales) of W ranks to r: rank i of the result is the maximum over the contiguous ranks
/// i·W/r … (i+1)·W/r − 1. Ranks are always merged in ascending order, whatever order the folder lists them in.
/// </summary>
public static class Unify
{
    /// <summary>Carries it out, all or nothing.</summary>
    /// <exception cref="MeasurementException">Options or files are not usable; nothing was written.</exception>
    public static async Task<TransformResult> RunAsync(UnifyOptions options, IProgress<TransformProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        options.Validate();
        var folder = MeasurementFolder.Scan(options.Measurements);
        var set = Choose(folder, options);
        set.RequireComplete();
        var scales = options.SkipScales ? [] : folder.ScalesOf(set).ToList();
        foreach (var scale in scales)
        {
            scale.RequireComplete();
            RefusePerChannel(scale);
        }

        using var run = new TransformRun("unify", options, (1 + scales.Count) * (set.WorldSize + options.Ranks), progress);
        if (!options.SkipScales && scales.Count == 0)
            run.Warn("There are no scale files to unify; they are calculated when the model is loaded (-s says so).");
        var size = set.WorldSize / options.Ranks;
        var groups = Enumerable.Range(0, options.Ranks).Select(group => (IReadOnlyList<int>)[.. Enumerable.Range(group * size, size)]).ToList();
        var nodes = 0;
        var work = scales.Prepend(set).SelectMany(source => groups.Select((ranks, index) => (source, ranks, index)));
        await Parallel.ForEachAsync(work, Workers.Options(cancellationToken), (item, token) =>
        {
            var result = MergeGroup(run, options, item.source, item.ranks, item.index, token);
            if (item is { index: 0, source.IsScale: false })
                nodes = result.Nodes.Count;
            return ValueTask.CompletedTask;
        });
        return run.Commit([(set.Base, options.Ranks)], groups, nodes);
    }

    private static MeasurementSet Choose(MeasurementFolder folder, UnifyOptions options)
    {
        // An original is preferred to what an earlier unify left beside it; postprocess keeps originals original.
        var unified = Manifest.Read(folder.Path).Entries.Where(entry => entry.Operation != "postprocess").SelectMany(entry => entry.Outputs)
            .Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        return SetChoice.Choose(
            folder, options.Base, options.WorldSize,
            set => set.WorldSize > options.Ranks && set.WorldSize % options.Ranks == 0,
            $"measurement set{(options.WorldSize is { } world ? $" of {world} ranks" : "")} with more than {options.Ranks} ranks that -r {options.Ranks} divides",
            set => unified.Contains(set.NameOf(0).FileName));
    }

    private static MeasurementFile MergeGroup(TransformRun run, UnifyOptions options, MeasurementSet set, IReadOnlyList<int> ranks, int index, CancellationToken cancellationToken)
    {
        var first = Read(run, set, ranks[0]);
        if (!set.IsScale)
            ExpertParallelism.Check(first, set, options, run.Warn);
        var merge = new GroupMerge(first, options.ExpertParallel, set.PathOf(ranks[0]));
        foreach (var (rank, file) in ReadAhead.Of(ranks.Skip(1), Math.Max(1, Environment.ProcessorCount / options.Ranks), rank => Read(run, set, rank, first), cancellationToken))
            merge.Add(file, set.PathOf(rank));
        var result = merge.Result(options.Ranks == 1 ? -1 : index);
        run.Write(set.NameOf(0) with { Rank = index, WorldSize = options.Ranks }, result, set, ranks);
        return result;
    }

    private static MeasurementFile Read(TransformRun run, MeasurementSet set, int rank, MeasurementFile? like = null)
    {
        var file = run.Read(set, rank, like);
        if (set.IsScale && file.Nodes.FirstOrDefault(node => NodeIsPerChannel(node)) is { } node)
            throw PerChannel(set.PathOf(rank), node.Name);
        return file;
    }

    private static bool NodeIsPerChannel(MeasurementNode node) =>
        node.Weight is { Count: not 1 } || node.Inputs.Any(input => input.Count != 1) || !node.Outputs.IsDefault && node.Outputs.Any(output => output.Count != 1);

    private static void RefusePerChannel(MeasurementSet scales)
    {
        if (scales.Method!.Split('_').Contains("PCS"))
            throw PerChannel(scales.PathOf(0), null);
    }

    private static MeasurementException PerChannel(string path, string? node) => new(
        "holds scales per channel, which belong to one shard and cannot be merged.", path, node,
        "Unify with -s; the scales are recalculated when the model is loaded.");
}
