using Pipeline.Engine.Runtime.Intake;

namespace Pipeline.Engine.Definitions.Triggers;

/// <summary>The triggers of all published definitions. Whoever brings the stimuli (HTTP, the clock) reads them here and hears of changes.</summary>
public interface ITriggerIndex
{
    /// <summary>Told after every publication, retraction and deletion in this process, after the commit: the list is to be read again. Handlers may not throw.</summary>
    event Action? Changed;

    /// <summary>The triggers of one activity type, or all.</summary>
    Task<IReadOnlyList<StartTrigger>> ListAsync(string? name = null, CancellationToken cancellationToken = default);

    /// <summary>Starts a run for a stimulus; it goes on in the background.</summary>
    /// <param name="trigger">Which trigger.</param>
    /// <param name="instanceId">The run's id: derived from the stimulus, so that one that comes twice starts one run. Null for a new one.</param>
    /// <param name="input">What the trigger hands over.</param>
    /// <param name="properties">What the run keeps for its host.</param>
    /// <param name="correlationId">What the run belongs to.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <returns>The run's id, and whether there is a new run.</returns>
    Task<(string InstanceId, InstanceCreation Creation)> StartAsync(
        StartTrigger trigger, string? instanceId = null, IDictionary<string, object>? input = null, IDictionary<string, object>? properties = null, string? correlationId = null, CancellationToken cancellationToken = default);
}
