namespace Pipeline.Activities.Gaudi.Calibration;

/// <summary>How <c>-t</c>, <c>-r</c>, <c>-u</c>, <c>-b</c> and <c>-l</c> go together.</summary>
internal static class ParallelismRules
{
    public static void Check(CalibrationRequest request, List<Fault> faults)
    {
        if (request.TensorParallel < 1)
            faults.Add(new("-t", $"-t {request.TensorParallel} is too small.", "Give 1 or more."));
        if (request.BatchSize < 1)
            faults.Add(new("-b", $"-b {request.BatchSize} is too small.", "Give 1 or more; 32 is the default."));
        if (request.SampleLimit < 1)
            faults.Add(new("-l", $"-l {request.SampleLimit} is too small.", "Give 1 or more, or leave it out for all samples."));
        if (request.UnifyRanks is { } ranks)
            CheckRanks(ranks, request.TensorParallel, faults);
        else if (request is { ExpertParallel: true, UnifiedLater: false, TensorParallel: > 1 })
            faults.Add(new(
                "-u",
                $"-u with -t {request.TensorParallel} but without -r leaves every rank with its own experts only, which silently costs accuracy.",
                "Add -r 1, then expand to the cards that will serve."));
    }

    private static void CheckRanks(int ranks, int parallel, List<Fault> faults)
    {
        if (ranks >= 1 && ranks < parallel && parallel % ranks == 0)
            return;
        var factors = Enumerable.Range(1, Math.Clamp(parallel, 1, 4096) - 1).Where(rank => parallel % rank == 0);
        var remedy = parallel > 1 ? $"Give one of {string.Join(", ", factors)}." : "Leave -r out: one rank cannot be unified further.";
        faults.Add(new("-r", $"-r {ranks} must be smaller than -t {parallel} and a factor of it.", remedy));
    }
}
