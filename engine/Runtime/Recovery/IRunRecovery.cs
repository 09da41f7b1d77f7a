namespace Pipeline.Engine.Runtime.Recovery;

/// <summary>Takes up what a host that died has left.</summary>
public interface IRunRecovery
{
    /// <summary>
    /// Lets every run that was Pending, Executing or had scheduled work go on from its last commit, in the background; serves
    /// requests that were not served; arms open delays. Only the activity that was not committed runs again. Safe at any time: a
    /// run that this process already executes is not run twice.
    /// </summary>
    /// <returns>The ids of the runs that go on.</returns>
    Task<IReadOnlyList<string>> RecoverAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// The same for one run only, in this call: for hosts that share a database and agree by other means who drives which run.
    /// A run that waits, or is over, stays as it is.
    /// </summary>
    Task ContinueAsync(string instanceId, CancellationToken cancellationToken = default);
}
