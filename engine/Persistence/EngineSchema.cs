using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Pipeline.Engine.Persistence;

/// <summary>Makes the engine's tables in a database that may hold other tables already.</summary>
public static class EngineSchema
{
    /// <summary>Makes what is missing. Safe when several processes start at once.</summary>
    public static async Task EnsureAsync(EngineContext context, CancellationToken cancellationToken = default)
    {
        var creator = context.GetService<IRelationalDatabaseCreator>();
        if (!await creator.ExistsAsync(cancellationToken))
            await creator.CreateAsync(cancellationToken);
        if (await HasTablesAsync(context, cancellationToken))
            return;
        try
        {
            await creator.CreateTablesAsync(cancellationToken);
        }
        catch (System.Data.Common.DbException) when (!cancellationToken.IsCancellationRequested)
        {
            // Another process may have been faster; else this fails with the true reason.
            await context.Outbox.AnyAsync(cancellationToken);
        }
    }

    private static async Task<bool> HasTablesAsync(EngineContext context, CancellationToken cancellationToken)
    {
        try
        {
            await context.Outbox.AnyAsync(cancellationToken);
            return true;
        }
        catch (System.Data.Common.DbException)
        {
            return false;
        }
    }
}
