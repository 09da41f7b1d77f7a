using Pipeline.Engine.Definitions.Triggers;

namespace Pipeline.Engine.Scheduling;

/// <summary>
/// Starts runs of published definitions by the clock: Cron, Timer and StartAt triggers. One host of those that share a database
/// should run it. A time that passed while none did is skipped; one that is served twice starts one run.
/// </summary>
public interface ITriggerClock
{
    /// <summary>Begins; follows publications and retractions, also those of other processes, within some seconds.</summary>
    /// <param name="properties">What a run of that trigger keeps for its host; null for nothing.</param>
    /// <param name="cancellationToken">Ends the beginning early.</param>
    Task StartAsync(Func<StartTrigger, IDictionary<string, object>>? properties = null, CancellationToken cancellationToken = default);

    /// <summary>Ends.</summary>
    Task StopAsync();
}
