namespace Pipeline.Engine.Persistence;

/// <summary>Another writer has committed this instance meanwhile: the run in memory is out of date and has stopped.</summary>
#pragma warning disable CA1032 // Always about an instance.
public sealed class ConcurrencyException(string instanceId, long revision, Exception? inner)
    : Exception($"The workflow instance '{instanceId}' was changed by another writer after revision {revision}; this run has stopped without saving. The other writer's state stands.", inner)
{
    public string InstanceId { get; } = instanceId;
}
#pragma warning restore CA1032
