using System.Data;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Pipeline.Activities.Nodes.Pool;

namespace Pipeline.Activities.Nodes.Leases;

/// <summary>
/// Leases in the database. Every change is one serializable transaction that first grants what can be granted, in the
/// order of the requests: a request that has to wait lets none behind it pass. One that the pool can no longer fulfil, for
/// example because a node was taken out of the settings, holds up nobody; whoever asks for it is told.
/// </summary>
public sealed class Leases(IDbContextFactory<LeaseContext> contexts, INodePool pool, TimeProvider clock) : ILeases
{
    /// <inheritdoc/>
    public async Task<Lease?> RequestAsync(LeaseRequest request, CancellationToken cancellationToken = default)
    {
        Lease? granted = null;
        await ChangeAsync(async context =>
        {
            var row = await context.Leases.SingleOrDefaultAsync(r => r.RunId == request.RunId, cancellationToken);
            var wish = row is null ? request : RequestOf(row);
            if (row?.Nodes is null && LeaseSelection.Impossible(pool.Nodes, wish) is { } reason)
                throw new LeaseException(reason);
            if (row is null)
            {
                row = new LeaseRow { RunId = request.RunId, Request = JsonSerializer.Serialize(request), Since = clock.GetUtcNow().UtcTicks };
                context.Leases.Add(row);
                await context.SaveChangesAsync(cancellationToken);
            }

            await GrantAsync(context, cancellationToken);
            granted = LeaseOf(row);
        }, cancellationToken);
        return granted;
    }

    /// <inheritdoc/>
    public async Task<Lease?> FindAsync(string runId, CancellationToken cancellationToken = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await context.Leases.AsNoTracking().SingleOrDefaultAsync(r => r.RunId == runId, cancellationToken);
        return row is null ? null : LeaseOf(row);
    }

    /// <inheritdoc/>
    public Task ReleaseAsync(string runId, CancellationToken cancellationToken = default) => ChangeAsync(async context =>
    {
        await context.Leases.Where(r => r.RunId == runId).ExecuteDeleteAsync(cancellationToken);
        await GrantAsync(context, cancellationToken);
    }, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<LeaseEntry>> ListAsync(CancellationToken cancellationToken = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await context.Leases.AsNoTracking().OrderBy(r => r.Order).ToListAsync(cancellationToken);
        return [.. rows.Select(r => new LeaseEntry(RequestOf(r), LeaseOf(r), new DateTimeOffset(r.Since, TimeSpan.Zero)))];
    }

    private async Task ChangeAsync(Func<LeaseContext, Task> change, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancellationToken);
        await change(context);
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task GrantAsync(LeaseContext context, CancellationToken cancellationToken)
    {
        var rows = await context.Leases.OrderBy(r => r.Order).ToListAsync(cancellationToken);
        var taken = rows.SelectMany(r => LeaseOf(r)?.Nodes ?? []).ToHashSet();
        foreach (var waiting in rows.Where(r => r.Nodes is null))
        {
            var request = RequestOf(waiting);
            if (LeaseSelection.Choose(pool.Nodes, request, taken) is not { } nodes)
            {
                if (LeaseSelection.Impossible(pool.Nodes, request) is not null)
                    continue;
                break;
            }

            waiting.Nodes = JsonSerializer.Serialize(nodes);
            taken.UnionWith(nodes);
        }

        await context.SaveChangesAsync(cancellationToken);
    }

    private static LeaseRequest RequestOf(LeaseRow row) => JsonSerializer.Deserialize<LeaseRequest>(row.Request)!;

    private static Lease? LeaseOf(LeaseRow row) =>
        row.Nodes is null ? null : new Lease(row.RunId, JsonSerializer.Deserialize<List<string>>(row.Nodes)!, row.Order);
}
