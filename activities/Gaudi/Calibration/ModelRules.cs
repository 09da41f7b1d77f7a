namespace Pipeline.Activities.Gaudi.Calibration;

/// <summary>What the model's family and shape ask of a request.</summary>
internal static class ModelRules
{
    public static void Check(CalibrationRequest request, ModelName model, List<Fault> faults, List<string> warnings)
    {
        var family = ModelFamily.Of(model);
        var parallel = request.TensorParallel;
        var expertParallel = request.ExpertParallel || family.AlwaysExpertParallel;
        if (family.AlwaysExpertParallel && request is { UnifyRanks: { } ranks, ExpertParallel: false })
            faults.Add(new("-r", $"-r {ranks} without -u would merge different experts of {model}, which is always measured with expert parallelism.", "Add -u."));
        if (family.AlwaysExpertParallel && request is { UnifyRanks: null, ExpertParallel: false, UnifiedLater: false } && parallel > 1)
            warnings.Add($"{model} is measured with expert parallelism: every rank holds its own experts only. Unify to one rank with -u, then expand, before serving in another layout.");
        if (!family.IsNamedForScript(model))
            warnings.Add($"The script applies the blocklist of {family.Name} only to names that start with it; {model} does not. Give a link whose name starts with {family.Name}.");
        if (family.RecommendsExpertParallel && !expertParallel && parallel > 1)
            warnings.Add($"{model} has experts; the guides measure it with -u (and -r 1, then expand).");
        if (parallel >= 1 && KnownModels.ShapeOf(model) is { } shape)
            CheckShape(parallel, expertParallel ? shape.Experts : null, shape.AttentionHeads, model, faults);
    }

    private static void CheckShape(int parallel, int? experts, int heads, ModelName model, List<Fault> faults)
    {
        if (heads % parallel != 0)
            faults.Add(new("-t", $"-t {parallel} does not divide the {heads} attention heads of {model}.", $"Give a power of two up to {heads}."));
        if (experts % parallel > 0)
            faults.Add(new("-t", $"-t {parallel} does not divide the {experts} experts of {model}.", $"Give a power of two up to {experts}."));
    }
}
