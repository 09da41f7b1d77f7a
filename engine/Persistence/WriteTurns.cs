using System.Collections.Concurrent;
using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Pipeline.Engine.Persistence;

/// <summary>
/// Lets the writers of this process take turns at a SQLite file, in the order they came. SQLite admits one writer at a time and
/// lets the others sleep for longer and longer and try again, so that one of many may sleep for seconds beside a free file. A
/// turn begins before a transaction, or before a lone statement that writes, and ends when the context closes its connection,
/// right after either. Writers of other processes, and synchronous ones, of which there are none, wait as SQLite has them wait.
/// </summary>
internal sealed class WriteTurns : IDbTransactionInterceptor, IDbCommandInterceptor, IDbConnectionInterceptor
{
    public static readonly WriteTurns Instance = new();

    private readonly ConcurrentDictionary<string, SemaphoreSlim> _files = new(StringComparer.Ordinal);
    private readonly ConditionalWeakTable<DbConnection, SemaphoreSlim> _held = [];

    public async ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
        DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result, CancellationToken cancellationToken = default)
    {
        await TakeAsync(connection, cancellationToken);
        return result;
    }

    public async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        await TakeToWriteAsync(command, eventData, cancellationToken);
        return result;
    }

    public async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        await TakeToWriteAsync(command, eventData, cancellationToken);
        return result;
    }

    public void ConnectionClosed(DbConnection connection, ConnectionEndEventData eventData) => Return(connection);

    public Task ConnectionClosedAsync(DbConnection connection, ConnectionEndEventData eventData) => ReturnAsync(connection);

    public void ConnectionDisposed(DbConnection connection, ConnectionEndEventData eventData) => Return(connection);

    public Task ConnectionDisposedAsync(DbConnection connection, ConnectionEndEventData eventData) => ReturnAsync(connection);

    private static bool Writes(CommandEventData data) => data.CommandSource is CommandSource.SaveChanges or CommandSource.ExecuteUpdate or CommandSource.ExecuteDelete;

    private ValueTask TakeToWriteAsync(DbCommand command, CommandEventData data, CancellationToken cancellationToken) =>
        Writes(data) ? TakeAsync(command.Connection!, cancellationToken) : ValueTask.CompletedTask;

    private async ValueTask TakeAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        if (_held.TryGetValue(connection, out _))
            return;
        var turns = TurnsOf(connection);
        await turns.WaitAsync(cancellationToken);
        _held.Add(connection, turns);
    }

    private void Return(DbConnection connection)
    {
        if (_held.TryGetValue(connection, out var turns) && _held.Remove(connection))
            turns.Release();
    }

    private Task ReturnAsync(DbConnection connection)
    {
        Return(connection);
        return Task.CompletedTask;
    }

    private SemaphoreSlim TurnsOf(DbConnection connection) => _files.GetOrAdd(connection.DataSource, _ => new SemaphoreSlim(1, 1));
}
