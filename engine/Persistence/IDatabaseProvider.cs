using Microsoft.EntityFrameworkCore;

namespace Pipeline.Engine.Persistence;

/// <summary>All that differs between database products.</summary>
internal interface IDatabaseProvider
{
    void Configure(DbContextOptionsBuilder options);

    /// <summary>Makes the engine's tables if they are missing. Other contexts may keep theirs in the same database; several hosts may start at once.</summary>
    Task CreateSchemaAsync(EngineContext context, CancellationToken cancellationToken);
}
