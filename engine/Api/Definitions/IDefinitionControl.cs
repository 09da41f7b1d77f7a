using Microsoft.AspNetCore.Http;
using Pipeline.Engine.Definitions;

namespace Pipeline.Engine.Api.Definitions;

/// <summary>What the API does with definitions beyond the engine; the host knows who drives runs and keeps the record of who did what.</summary>
public interface IDefinitionControl
{
    /// <summary>Records a change.</summary>
    Task ChangedAsync(HttpContext context, string action, string definitionId);

    /// <summary>Starts a run.</summary>
    /// <returns>Its id, once it is stored.</returns>
    Task<string> StartAsync(HttpContext context, DefinitionVersion version, RunOrder order);

    /// <summary>Returns when the run waits for something or is over, or after a while.</summary>
    Task SettledAsync(string instanceId, CancellationToken cancellationToken);
}

/// <summary>What a run is given.</summary>
/// <param name="CorrelationId">Its correlation id.</param>
/// <param name="TriggerActivityId">The trigger with which it begins.</param>
/// <param name="Input">Its input.</param>
public sealed record RunOrder(string? CorrelationId, string? TriggerActivityId, IDictionary<string, object>? Input);
