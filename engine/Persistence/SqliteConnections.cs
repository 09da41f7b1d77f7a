using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Pipeline.Engine.Persistence;

/// <summary>How every context that shares the database opens it; one that does it otherwise waits for a writer in steps of 150 ms, takes no turns, and holds up others.</summary>
public static class SqliteConnections
{
    /// <summary>Uses the database of that connection string.</summary>
    public static DbContextOptionsBuilder UseDatabase(this DbContextOptionsBuilder options, string connectionString) =>
        options.UseSqlite(connectionString).AddInterceptors(SqlitePragmas.Instance, WriteTurns.Instance);

    /// <summary>The same, for a context of known type.</summary>
    public static DbContextOptionsBuilder<T> UseDatabase<T>(this DbContextOptionsBuilder<T> options, string connectionString) where T : DbContext
    {
        ((DbContextOptionsBuilder)options).UseDatabase(connectionString);
        return options;
    }
}

/// <summary>Sets each connection up.</summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    public static readonly SqlitePragmas Instance = new();

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Set(connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Set(connection);
        return Task.CompletedTask;
    }

    private static void Set(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        // Without the second, a connection that finds the file locked sleeps 150 ms at a time.
        command.CommandText = "PRAGMA synchronous=FULL; PRAGMA busy_timeout=30000";
        command.ExecuteNonQuery();
    }
}
