using Pipeline.Activities.Measurements.Json;

namespace Pipeline.Activities.Measurements.Transforms;

/// <summary>
/// Replaces the second input of the attention matmuls by the caches' input (<see cref="AttentionCaches"/>) in every
/// measurement and scale file of a folder; names stay, the JSON becomes one line. In place is safe.
/// </summary>
public static class Postprocess
{
    /// <summary>Carries it out, all or nothing.</summary>
    /// <exception cref="MeasurementException">Options or files are not usable; nothing was written.</exception>
    public static async Task<TransformResult> RunAsync(PostprocessOptions options, IProgress<TransformProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        options.Validate();
        var sets = MeasurementFolder.Scan(options.Measurements).Sets
            .Where(set => set.Json.Count > 0 && (options.Base ?? set.Base) == set.Base && (options.WorldSize ?? set.WorldSize) == set.WorldSize)
            .ToList();
        if (!sets.Exists(set => !set.IsScale))
            throw new MeasurementException("there are no measurements to postprocess.", options.Measurements, remedy: "Check the folder, the base name and the world size.");
        foreach (var set in sets)
            set.RequireComplete();

        using var run = new TransformRun("postprocess", options, 2 * sets.Sum(set => set.WorldSize), progress);
        var first = default(AttentionCaches.Outcome);
        var work = sets.SelectMany(set => Enumerable.Range(0, set.WorldSize).Select(rank => (set, rank)));
        await Parallel.ForEachAsync(work, Workers.Options(cancellationToken), (item, _) =>
        {
            var outcome = Process(run, options, item.set, item.rank);
            if (item.rank == 0 && item.set == sets[0])
                first = outcome;
            return ValueTask.CompletedTask;
        });
        if (first.Plain + first.Latent == 0)
            run.Warn("No layer has attention matmuls with caches; nothing was replaced.");
        else if (first.Apart > 0)
            run.Warn($"{first.Apart} layers have attention matmuls without a cache or caches without a matmul, as encoders and modules on the blocklist have; they are left as they are.");
        var groups = Enumerable.Range(0, sets[0].WorldSize).Select(rank => (IReadOnlyList<int>)[rank]).ToList();
        return run.Commit([.. sets.Select(set => (set.Base, set.WorldSize)).Distinct()], groups, first.Nodes.Count, first.Changed);
    }

    private static AttentionCaches.Outcome Process(TransformRun run, PostprocessOptions options, MeasurementSet set, int rank)
    {
        var file = run.Read(set, rank);
        var outcome = AttentionCaches.Apply(file, set.PathOf(rank));
        // Without any attention, e.g. because its modules are on the blocklist, nothing contradicts.
        if (options.DeepSeek == true && outcome is { Latent: 0, Plain: > 0 })
            throw new MeasurementException($"-d says multi-head latent attention, but no layer has it ({outcome.Plain} have key and value caches).", set.PathOf(rank), remedy: "Leave -d out.");
        if (options.DeepSeek == false && outcome.Latent > 0)
            throw new MeasurementException($"{outcome.Latent} layers have multi-head latent attention, contrary to what was said.", set.PathOf(rank), remedy: "Give -d or leave the decision to the node names.");
        var result = new MeasurementFile(file.Header, outcome.Nodes);
        run.Write(set.NameOf(rank), result, set, [rank], JsonLayout.Compact, keepGlobalRank: true);
        return outcome;
    }
}
