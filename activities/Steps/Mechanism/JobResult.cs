using Pipeline.Activities.Gaudi.Failures;
using Pipeline.Activities.Nodes.Jobs;

namespace Pipeline.Activities.Steps.Mechanism;

/// <summary>How one job of a step ended.</summary>
/// <param name="Stage">Its stage, from 0.</param>
/// <param name="Job">What was asked for.</param>
/// <param name="Status">How it stands.</param>
/// <param name="Output">The end of its log, at most 256 KiB.</param>
public sealed record JobResult(int Stage, StepJob Job, JobStatus Status, string Output)
{
    /// <summary>Whether it ended with exit code 0.</summary>
    public bool Succeeded => Status is { State: JobState.Exited, ExitCode: 0 };

    /// <summary>What its failure means, by its output and what is known of its end beside: on a full disk it could not say so itself.</summary>
    public Failure Explain(FailureContext? context = null) => FailureExplanation.Explain(FullOutput, Status.ExitCode, context);

    /// <summary>Its output, and what is known of its end beside.</summary>
    public string FullOutput => Status.Reason is { } reason ? $"{Output}\n{reason}" : Output;

    /// <summary>Whether its guard found the result in place.</summary>
    public bool UpToDate => Succeeded && Output.Contains(ResultGuard.UpToDate, StringComparison.Ordinal);
}
