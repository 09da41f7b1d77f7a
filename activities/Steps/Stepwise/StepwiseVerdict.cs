using Pipeline.Activities.Gaudi.Failures;
using Pipeline.Activities.Steps.Mechanism;

namespace Pipeline.Activities.Steps.Stepwise;

/// <summary>What the jobs of a stepwise calibration mean.</summary>
internal static class StepwiseVerdict
{
    /// <summary>The failure, with the sub-step it happened in and what a retry keeps; null when all went well.</summary>
    public static StepVerdict.Failed? Failure(IReadOnlyList<JobResult> results, FailureContext context)
    {
        if (results.FirstFailure(context) is not { } failed)
            return null;
        if (results.First(r => !r.Succeeded).Job.Guard is not SubStepGuard guard)
            return failed;
        var failure = failed.Failure with { Summary = $"Sub-step {guard.Heading}: {failed.Failure.Summary}" };
        return failed with
        {
            Failure = guard.Number == 1 ? failure : failure with { Remedy = $"{failure.Remedy} A retry goes on at this sub-step; the earlier ones are kept." },
        };
    }

    /// <summary>Whether every sub-step found its result in place.</summary>
    public static bool UpToDate(IReadOnlyList<JobResult> results) =>
        results.Where(r => r.Job.Guard is not null).All(r => r.UpToDate);
}
