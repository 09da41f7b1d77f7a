using System.Text.Json;
using Microsoft.Data.Sqlite;
using Pipeline.Activities.Nodes.Leases;

namespace Pipeline.Host.Composition;

/// <summary>
/// Reads the table of leases with plain SQL: <c>pipeline nodes</c> must answer at once, and making an Entity Framework
/// model takes longer than all the rest of it. <see cref="LeaseContext"/> owns the table.
/// </summary>
internal static class LeaseTable
{
    private const string All = """SELECT "RunId", "Request", "Nodes", "Order", "Since" FROM "Leases" ORDER BY "Order" """;
    private const string Exists = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'Leases'";

    /// <summary>All leases and waiting requests, oldest first; none when nothing ran yet.</summary>
    public static async Task<IReadOnlyList<LeaseEntry>> ReadAsync(string database, CancellationToken cancellationToken)
    {
        await using var connection = new SqliteConnection(database);
        await connection.OpenAsync(cancellationToken);
        await using var exists = connection.CreateCommand();
        exists.CommandText = Exists;
        if (await exists.ExecuteScalarAsync(cancellationToken) is not 1L)
            return [];
        await using var all = connection.CreateCommand();
        all.CommandText = All;
        await using var rows = await all.ExecuteReaderAsync(cancellationToken);
        var entries = new List<LeaseEntry>();
        while (await rows.ReadAsync(cancellationToken))
            entries.Add(Entry(rows));
        return entries;
    }

    private static LeaseEntry Entry(SqliteDataReader row) => new(
        JsonSerializer.Deserialize<LeaseRequest>(row.GetString(1))!,
        row.IsDBNull(2) ? null : new Lease(row.GetString(0), JsonSerializer.Deserialize<List<string>>(row.GetString(2))!, row.GetInt64(3)),
        new DateTimeOffset(row.GetInt64(4), TimeSpan.Zero));
}
