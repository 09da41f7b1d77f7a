using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Pipeline.Engine.Persistence;

/// <summary>
/// SQLite: write-ahead log, so that readers do not wait for the writer; synchronous=FULL, so that a commit survives the loss of
/// power too and no remote command is started again (a commit follows minutes of work, the flush costs milliseconds); a writer
/// waits for another process as long as the connection string says, by default 30 s.
/// </summary>
internal sealed class SqliteProvider(string connectionString) : IDatabaseProvider
{
    public void Configure(DbContextOptionsBuilder options) => options.UseDatabase(connectionString);

    public async Task CreateSchemaAsync(EngineContext context, CancellationToken cancellationToken)
    {
        if (new SqliteConnectionStringBuilder(connectionString).DataSource is { Length: > 0 } file && Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder)
            Directory.CreateDirectory(folder);
        await context.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", cancellationToken);

        // BEGIN IMMEDIATE: of two hosts that start at once, the second sees the first one's tables. The newest table stands for
        // all: a database of an earlier version gets those it lacks.
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var tables = await context.Database
            .SqlQuery<int>($"SELECT count(*) AS Value FROM sqlite_master WHERE type = 'table' AND name = 'Triggers'")
            .SingleAsync(cancellationToken);
        if (tables == 0)
            await context.Database.ExecuteSqlRawAsync(MissingTables(context), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static string MissingTables(EngineContext context) => context.Database.GenerateCreateScript()
        .Replace("CREATE TABLE ", "CREATE TABLE IF NOT EXISTS ", StringComparison.Ordinal)
        .Replace("CREATE UNIQUE INDEX ", "CREATE UNIQUE INDEX IF NOT EXISTS ", StringComparison.Ordinal)
        .Replace("CREATE INDEX ", "CREATE INDEX IF NOT EXISTS ", StringComparison.Ordinal);
}
