namespace Pipeline.Activities.Nodes.Jobs;

/// <summary>
/// Watches running jobs: one poller per node reads all of that node's jobs in one round trip, survives disconnects, and
/// tells the observer. A job is told ended at least once (again after a restart of the host), so the observer must not
/// mind a second time.
/// </summary>
public interface IJobMonitor
{
    /// <summary>Starts watching; nothing happens when the job is watched already.</summary>
    void Watch(JobSpec job, IJobObserver observer);

    /// <summary>Stops watching.</summary>
    void Forget(string jobId);
}

/// <summary>Hears of a job's progress.</summary>
public interface IJobObserver
{
    /// <summary>New log text arrived.</summary>
    Task OnOutputAsync(JobStatus status, string text, CancellationToken cancellationToken);

    /// <summary>The job ended. All of its log was told before.</summary>
    Task OnEndedAsync(JobStatus status, CancellationToken cancellationToken);

    /// <summary>The node cannot be reached at present; it is tried again.</summary>
    Task OnUnreachableAsync(string jobId, string reason, CancellationToken cancellationToken);
}
