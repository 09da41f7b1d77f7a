using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Pipeline.Activities.Store;

/// <summary>Makes a context's tables in a database that may hold other tables already.</summary>
public static class Tables
{
    /// <summary>Makes what is missing. Safe when several processes start at once.</summary>
    public static async Task EnsureAsync(DbContext context, string probeTable, CancellationToken cancellationToken = default)
    {
        var creator = context.GetService<IRelationalDatabaseCreator>();
        if (!await creator.ExistsAsync(cancellationToken))
            await creator.CreateAsync(cancellationToken);
        if (await ExistsAsync(context, probeTable, cancellationToken))
            return;
        try
        {
            await creator.CreateTablesAsync(cancellationToken);
        }
        catch (System.Data.Common.DbException) when (!cancellationToken.IsCancellationRequested)
        {
            // Another process was faster, or else the next look fails with the true reason.
            if (!await ExistsAsync(context, probeTable, cancellationToken))
                throw;
        }
    }

    private static async Task<bool> ExistsAsync(DbContext context, string table, CancellationToken cancellationToken)
    {
        var connection = context.Database.GetDbConnection();
        await context.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The name is a constant of ours.
            command.CommandText = $"SELECT 1 FROM \"{table}\" LIMIT 1";
#pragma warning restore CA2100
            await command.ExecuteScalarAsync(cancellationToken);
            return true;
        }
        catch (System.Data.Common.DbException)
        {
            return false;
        }
        finally
        {
            await context.Database.CloseConnectionAsync();
        }
    }
}
