namespace Pipeline.Engine.Persistence;

/// <summary>Another writer committed to the instance in between; what this one did since its last commit is not kept.</summary>
public sealed class ConcurrencyException(string instanceId)
    : Exception($"The instance {instanceId} was changed by another process meanwhile; this one stops driving it.");
