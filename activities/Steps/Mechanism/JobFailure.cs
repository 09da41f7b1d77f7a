using Pipeline.Activities.Gaudi.Failures;
using Pipeline.Activities.Nodes.Jobs;

namespace Pipeline.Activities.Steps.Mechanism;

/// <summary>Makes a failure of a job that did not end by itself.</summary>
internal static class JobFailure
{
    public static StepVerdict.Failed Of(JobResult result) => new(
        result.Status.State switch
        {
            JobState.Lost => new Failure(FailureKind.Lost,
                $"The job's process is gone without an exit code: {result.Status.Reason ?? "it was killed or the node rebooted"}.",
                "Look at the node's kernel log (dmesg) for the out-of-memory killer or a reboot; the step is tried again."),
            JobState.TimedOut => new Failure(FailureKind.Timeout,
                $"The job was ended: {result.Status.Reason ?? "it took too long"}.",
                "A hang without output usually means that the cards cannot talk: check the NIC ports of all nodes; see the step's log."),
            _ => new Failure(FailureKind.Cancelled, "The job was cancelled.", "Retry the run to do it again."),
        },
        result.Job.Node);

    /// <summary>Whether trying again may help.</summary>
    public static bool MayPass(this FailureKind kind) =>
        kind is FailureKind.Transient or FailureKind.Lost or FailureKind.Timeout or FailureKind.Unknown;
}
