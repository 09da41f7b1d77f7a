using Pipeline.Activities.Nodes.Shells;

namespace Pipeline.Activities.Nodes.Jobs;

/// <summary>Detached jobs on all nodes of the pool.</summary>
public interface IJobs
{
    /// <summary>Starts a job. Idempotent: a job of that id that was started before, also by another host process, is left alone.</summary>
    /// <exception cref="ShellException">The node could not be reached, or its job folder cannot be written.</exception>
    Task StartAsync(JobSpec job, CancellationToken cancellationToken = default);

    /// <summary>
    /// The jobs' states and, for each, the log text from the given byte offset, in one round trip. At most
    /// <paramref name="maxLogBytes"/> of a log, less when many jobs are read at once; a character is never cut in two. A job
    /// that has ended is told with the rest of its log once <see cref="JobReading.NextOffset"/> reaches its log's length.
    /// </summary>
    Task<IReadOnlyList<JobReading>> ReadAsync(string node, IReadOnlyCollection<JobPosition> jobs, int maxLogBytes = 256 * 1024, CancellationToken cancellationToken = default);

    /// <summary>
    /// TERM to the job's process group, KILL after the grace period; returns when it has ended. Idempotent. The job ends as
    /// <see cref="JobState.Cancelled"/>, or as <see cref="JobState.TimedOut"/> with the given reason. One that ended before
    /// stays as it was; one that was not started never will be.
    /// </summary>
    Task CancelAsync(string node, string jobId, TimeSpan grace, string? tookTooLong = null, CancellationToken cancellationToken = default);

    /// <summary>The last lines of a job's log; empty when there is none.</summary>
    Task<string> TailAsync(string node, string jobId, int lines, CancellationToken cancellationToken = default);

    /// <summary>The folder of a job.</summary>
    string Folder(string jobId);
}

/// <summary>How far a job's log has been read.</summary>
/// <param name="Id">The job.</param>
/// <param name="LogOffset">Bytes read so far.</param>
/// <param name="Job">The job as it was started, for its limits.</param>
public sealed record JobPosition(string Id, long LogOffset, JobSpec Job);

/// <summary>One job as read in a poll.</summary>
/// <param name="Status">Its state.</param>
/// <param name="Log">New log text.</param>
/// <param name="NextOffset">The offset to read from next.</param>
public sealed record JobReading(JobStatus Status, string Log, long NextOffset)
{
    /// <summary>For a running job: how long it has run, by its node's clock, in whole seconds.</summary>
    public TimeSpan Age { get; init; }
}
