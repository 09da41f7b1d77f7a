namespace Pipeline.Engine.Scheduling;

/// <summary>
/// Starts runs of published definitions by the clock: Cron, Timer and StartAt triggers. One host of those that share a database
/// should run it. A time that passed while none did is skipped; one that is served twice starts one run.
/// </summary>
public interface ITriggerClock
{
    /// <summary>Begins; follows publications and retractions, also those of other processes, within some seconds.</summary>
    Task StartAsync(CancellationToken cancellationToken = default);

    /// <summary>Ends.</summary>
    Task StopAsync();
}
