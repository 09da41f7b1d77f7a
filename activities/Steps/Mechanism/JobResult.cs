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

    /// <summary>Its output, and what is known of its end beside: on a full disk it could not say so itself.</summary>
    public string FullOutput => Status.Reason is { } reason ? $"{Output}\n{reason}" : Output;

    /// <summary>Whether its guard found the result in place.</summary>
    public bool UpToDate => Succeeded && Output.Contains(ResultGuard.UpToDate, StringComparison.Ordinal);
}
