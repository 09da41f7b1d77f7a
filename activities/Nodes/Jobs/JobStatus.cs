namespace Pipeline.Activities.Nodes.Jobs;

/// <summary>The states of a detached job; <see cref="Running"/> leads to exactly one of the others.</summary>
public enum JobState
{
    /// <summary>Its process lives.</summary>
    Running,

    /// <summary>It ended by itself and its exit code is known.</summary>
    Exited,

    /// <summary>Its process is gone and left no exit code: killed, or the node rebooted.</summary>
    Lost,

    /// <summary>It was ended because it ran, or was silent, for too long.</summary>
    TimedOut,

    /// <summary>It was ended on request.</summary>
    Cancelled,
}

/// <summary>What is known of a job.</summary>
/// <param name="Id">The job.</param>
/// <param name="Node">Its node.</param>
/// <param name="State">Its state.</param>
/// <param name="ExitCode">Set when it exited.</param>
/// <param name="LogLength">Bytes in its log (standard output and standard error together).</param>
/// <param name="Reason">What is known of why it ended so, beside its log, in the user's terms; always set for a lost or timed-out job.</param>
public sealed record JobStatus(string Id, string Node, JobState State, int? ExitCode, long LogLength, string? Reason = null);
