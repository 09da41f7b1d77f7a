namespace Pipeline.Activities.Steps.Waits;

/// <summary>Watches what the runs of this process wait for, and lets them go on.</summary>
public interface IWaitWatcher
{
    /// <summary>Begins to watch a run: its open waits, and all that follow.</summary>
    Task WatchAsync(string runId, CancellationToken cancellationToken = default);

    /// <summary>Leaves a run alone from now on; its jobs go on.</summary>
    Task ForgetAsync(string runId, CancellationToken cancellationToken = default);
}
