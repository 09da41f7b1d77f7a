namespace Pipeline.Activities.Gaudi.Calibration;

/// <summary>How <c>-t</c>, <c>-r</c>, <c>-u</c>, <c>-b</c> and <c>-l</c> go together, and with the model.</summary>
internal static class ParallelismRules
{
    public static void Check(CalibrationRequest request, List<string> faults, List<string> warnings)
    {
        if (request.TensorParallel < 1)
            faults.Add($"-t {request.TensorParallel} is too small. Give 1 or more.");
        if (request.BatchSize < 1)
            faults.Add($"-b {request.BatchSize} is too small. Give 1 or more; 32 is the default.");
        if (request.SampleLimit < 1)
            faults.Add($"-l {request.SampleLimit} is too small. Give 1 or more, or leave it out for all samples.");
        CheckUnify(request, faults);
        if (request.Model.Length > 0 && ModelName.Of(request.Model).Value is { } model)
            CheckModel(request, model, ModelFamily.Of(model), faults, warnings);
    }

    private static void CheckUnify(CalibrationRequest request, List<string> faults)
    {
        var parallel = request.TensorParallel;
        if (request.UnifyRanks is not { } ranks)
        {
            if (request is { ExpertParallel: true, UnifiedLater: false } && parallel > 1)
                faults.Add($"-u with -t {parallel} but without -r leaves every rank with its own experts only, which silently costs accuracy. Add -r 1, then expand to the cards that will serve.");
        }
        else if (ranks < 1 || ranks >= parallel || parallel % ranks != 0)
        {
            var factors = Enumerable.Range(1, Math.Clamp(parallel, 1, 4096) - 1).Where(rank => parallel % rank == 0);
            var remedy = parallel > 1 ? $"Give one of {string.Join(", ", factors)}." : "Leave -r out: one rank cannot be unified further.";
            faults.Add($"-r {ranks} must be smaller than -t {parallel} and a factor of it. {remedy}");
        }
    }

    private static void CheckModel(CalibrationRequest request, ModelName model, ModelFamily family, List<string> faults, List<string> warnings)
    {
        var parallel = request.TensorParallel;
        var expertParallel = request.ExpertParallel || family.AlwaysExpertParallel;
        if (family.AlwaysExpertParallel && request.UnifyRanks is { } ranks && !request.ExpertParallel)
            faults.Add($"-r {ranks} without -u would merge different experts of {model}, which is always measured with expert parallelism. Add -u.");
        if (family.AlwaysExpertParallel && request is { UnifyRanks: null, ExpertParallel: false, UnifiedLater: false } && parallel > 1)
            warnings.Add($"{model} is measured with expert parallelism: every rank holds its own experts only. Unify to one rank with -u, then expand, before serving in another layout.");
        if (!family.IsNamedForScript(model))
            warnings.Add($"The script applies the blocklist of {family.Name} only to names that start with it; {model} does not. Give a link whose name starts with {family.Name}.");
        if (family.RecommendsExpertParallel && !expertParallel && parallel > 1)
            warnings.Add($"{model} has experts; the guides measure it with -u (and -r 1, then expand).");
        CheckShape(parallel, expertParallel, model, faults);
    }

    private static void CheckShape(int parallel, bool expertParallel, ModelName model, List<string> faults)
    {
        if (parallel < 1 || KnownModels.ShapeOf(model) is not { } shape)
            return;
        if (shape.AttentionHeads % parallel != 0)
            faults.Add($"-t {parallel} does not divide the {shape.AttentionHeads} attention heads of {model}. Give a power of two up to {shape.AttentionHeads}.");
        if (expertParallel && shape.Experts is { } experts && experts % parallel != 0)
            faults.Add($"-t {parallel} does not divide the {experts} experts of {model}. Give a power of two up to {experts}.");
    }
}
