namespace Pipeline.Engine.Persistence;

/// <summary>The engine's tables.</summary>
public interface IEngineSchema
{
    /// <summary>
    /// Makes the database and the engine's tables if they are missing. Other tables may be there already; several hosts may call it
    /// at once. Every use of the database calls it first, so that a call of one's own only decides when.
    /// </summary>
    Task EnsureAsync(CancellationToken cancellationToken = default);
}
