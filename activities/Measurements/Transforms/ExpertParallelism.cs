namespace Pipeline.Activities.Measurements.Transforms;

/// <summary>
/// Whether <c>-u</c> fits the data. Expert numbers are local to a rank, so without <c>-u</c> different experts would be
/// merged into each other, and with it the experts of a model measured without expert parallelism would be multiplied;
/// both give plausible files and lose accuracy.
/// </summary>
internal static class ExpertParallelism
{
    /// <summary>Refuses a contradiction; warns where nothing tells.</summary>
    public static void Check(MeasurementFile first, MeasurementSet set, UnifyOptions options, Action<string> warn)
    {
        var experts = new ExpertLayout(first.Nodes).Count;
        var path = set.PathOf(0);
        if (experts == 0)
        {
            if (options.ExpertParallel)
                warn("-u has no effect: the measurements hold no experts.");
            return;
        }
        if (options.ModelExperts is { } all)
            CheckCount(experts, all, set.WorldSize, options.ExpertParallel, path);
        else if (!options.ExpertParallel && first.Nodes.FirstOrDefault(node => node.Name.Contains(".mla_attn.", StringComparison.Ordinal)) is { } mla)
            throw new MeasurementException(
                $"this is a DeepSeek-like model, which is always measured with expert parallelism: each of the {set.WorldSize} ranks holds {experts} experts of its own.",
                path, mla.Name, "Unify with -u (or state the model's number of experts, if every rank really measured all of them).");
        else if (!options.ExpertParallel)
            warn($"Unified without -u: right only if every rank measured all experts, i.e. if the model has {experts} a layer. If it was calibrated with expert parallelism, unify again with -u.");
    }

    private static void CheckCount(int experts, int all, int worldSize, bool expertParallel, string path)
    {
        if (expertParallel && (long)experts * worldSize != all)
            throw new MeasurementException(
                $"each of the {worldSize} ranks holds {experts} experts, which with -u would make {(long)experts * worldSize}, but the model has {all}.",
                path, remedy: experts == all ? "The model was measured without expert parallelism: unify without -u." : "Check the model and the files.");
        if (!expertParallel && experts != all)
            throw new MeasurementException(
                $"each rank holds {experts} of the model's {all} experts, so it was measured with expert parallelism.", path, remedy: "Unify with -u.");
    }
}
