using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Pipeline.Activities.Nodes.Pool;

namespace Pipeline.Activities.Nodes.Leases;

/// <summary>
/// Leases in a database, the same for all host processes. Every change is one serializable transaction (on SQLite one
/// that takes the write lock at its beginning), so of two hosts that grant at once one sees what the other did; the key
/// on the node's name is the last guard. A grant is told after its commit and marked as told after that: a host that dies
/// in between tells it again, at least once.
/// </summary>
internal sealed class Leases<TContext>(IDbContextFactory<TContext> contexts, INodePool pool, TimeProvider time, ILogger<Leases<TContext>> log) : ILeases
    where TContext : DbContext
{
    private const int FenceRow = 1;

    /// <inheritdoc/>
    public event Func<Lease, CancellationToken, Task>? Granted;

    /// <inheritdoc/>
    public async Task<Lease?> RequestAsync(LeaseRequest request, CancellationToken cancellationToken = default)
    {
        var lease = await ChangeAsync(async context =>
        {
            if (await Rows(context).FirstOrDefaultAsync(l => l.RunId == request.RunId, cancellationToken) is null)
            {
                LeaseChoice.Check(request, pool.Nodes);
                context.Add(Row(request));
                await context.SaveChangesAsync(cancellationToken);
            }

            await GrantAsync(context, cancellationToken);
            var row = await Rows(context).FirstAsync(l => l.RunId == request.RunId, cancellationToken);
            row.Told = row.Fence is not null;
            return Grant(row);
        }, cancellationToken);
        await TellAsync(cancellationToken);
        return lease;
    }

    /// <inheritdoc/>
    public async Task<Lease?> FindAsync(string runId, CancellationToken cancellationToken = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await Rows(context).AsNoTracking().FirstOrDefaultAsync(l => l.RunId == runId, cancellationToken);
        return row is null ? null : Grant(row);
    }

    /// <inheritdoc/>
    public async Task ReleaseAsync(string runId, CancellationToken cancellationToken = default)
    {
        await ChangeAsync(async context =>
        {
            if (await Rows(context).FirstOrDefaultAsync(l => l.RunId == runId, cancellationToken) is not { } row)
                return false;
            context.Remove(row);
            await context.SaveChangesAsync(cancellationToken);
            await GrantAsync(context, cancellationToken);
            return true;
        }, cancellationToken);
        await TellAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task ResumeAsync(CancellationToken cancellationToken = default)
    {
        await ChangeAsync(async context =>
        {
            await GrantAsync(context, cancellationToken);
            return true;
        }, cancellationToken);
        await TellAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<LeaseEntry>> ListAsync(CancellationToken cancellationToken = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await Rows(context).AsNoTracking().OrderBy(l => l.Number).ToListAsync(cancellationToken);
        return [.. rows.Select(r => new LeaseEntry(Request(r), Grant(r), r.Since))];
    }

    /// <summary>Grants what can be granted now.</summary>
    private async Task GrantAsync(TContext context, CancellationToken cancellationToken)
    {
        var waiting = await Rows(context).Where(l => l.Fence == null).OrderBy(l => l.Number).ToListAsync(cancellationToken);
        if (waiting.Count == 0)
            return;
        var leased = await context.Set<LeasedNodeRow>().Select(n => n.Node).ToListAsync(cancellationToken);
        var fence = await context.FindAsync<LeaseFenceRow>([FenceRow], cancellationToken)
            ?? context.Add(new LeaseFenceRow { Id = FenceRow }).Entity;
        foreach (var (row, nodes) in LeaseQueue.Grants(waiting, Request, pool.Nodes, leased))
        {
            row.Fence = ++fence.Last;
            row.Nodes.AddRange(nodes.Select((node, position) => new LeasedNodeRow { Node = node, Position = position }));
        }

        await context.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Tells every grant that its run has not heard of yet, when somebody listens.</summary>
    private async Task TellAsync(CancellationToken cancellationToken)
    {
        if (Granted is not { } granted)
            return;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await Rows(context).AsNoTracking().Where(l => l.Fence != null && !l.Told).OrderBy(l => l.Number).ToListAsync(cancellationToken);
        foreach (var row in rows)
        {
            try
            {
                foreach (var listener in granted.GetInvocationList().Cast<Func<Lease, CancellationToken, Task>>())
                    await listener(Grant(row)!, cancellationToken);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                log.LogError(e, "The run {Run} could not be told that it was granted {Nodes}; it will be told again", row.RunId, row.Nodes.Select(n => n.Node));
                continue;
            }

            await context.Set<LeaseRow>().Where(l => l.Number == row.Number).ExecuteUpdateAsync(l => l.SetProperty(r => r.Told, true), cancellationToken);
        }
    }

    private async Task<T> ChangeAsync<T>(Func<TContext, Task<T>> change, CancellationToken cancellationToken)
    {
        await using var outer = await contexts.CreateDbContextAsync(cancellationToken);
        return await outer.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            await using var transaction = await context.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancellationToken);
            var result = await change(context);
            await context.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return result;
        });
    }

    private static IQueryable<LeaseRow> Rows(TContext context) => context.Set<LeaseRow>().Include(l => l.Nodes);

    private LeaseRow Row(LeaseRequest request) => new()
    {
        RunId = request.RunId,
        Cards = request.Cards,
        Wanted = [.. request.Nodes],
        Device = request.Device,
        Labels = [.. request.Labels],
        MinimumNodes = request.MinimumNodes,
        Since = time.GetUtcNow(),
    };

    private static LeaseRequest Request(LeaseRow row) => new(row.RunId, row.Cards)
    {
        Nodes = row.Wanted,
        Device = row.Device,
        Labels = row.Labels,
        MinimumNodes = row.MinimumNodes,
    };

    private static Lease? Grant(LeaseRow row) =>
        row.Fence is { } fence ? new Lease(row.RunId, [.. row.Nodes.OrderBy(n => n.Position).Select(n => n.Node)], fence) : null;
}
