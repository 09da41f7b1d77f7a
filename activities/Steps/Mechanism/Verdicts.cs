using Pipeline.Activities.Gaudi.Failures;

namespace Pipeline.Activities.Steps.Mechanism;

/// <summary>Short ways to say a verdict.</summary>
internal static class Verdicts
{
    /// <summary>An outcome, the session as it was.</summary>
    public static StepVerdict.Success Done(this StepContext context, string summary, string outcome = "Done") =>
        new(outcome, summary, context.Session);

    /// <summary>The first job that did not end well, explained; null when all did.</summary>
    public static StepVerdict.Failed? FirstFailure(this IReadOnlyList<JobResult> results, FailureContext? context = null)
    {
        var bad = results.FirstOrDefault(r => !r.Succeeded && !(r.Job.RunsOn && r.Status.State == Nodes.Jobs.JobState.Running));
        return bad is null
            ? null
            : new StepVerdict.Failed(bad.Explain(context), bad.Job.Node);
    }

    /// <summary>A failure of the given kind on a node.</summary>
    public static StepVerdict.Failed Failed(FailureKind kind, string summary, string remedy, string? node = null) =>
        new(new Failure(kind, summary, remedy), node);
}
