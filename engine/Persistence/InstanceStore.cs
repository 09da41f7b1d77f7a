using Elsa.Common.Entities;
using Elsa.Common.Models;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Management.Filters;
using Microsoft.EntityFrameworkCore;

namespace Pipeline.Engine.Persistence;

/// <inheritdoc cref="IWorkflowInstanceStore"/>
internal sealed class InstanceStore(IDbContextFactory<EngineContext> contexts, IWorkflowStateSerializer serializer) : IWorkflowInstanceStore
{
    public async ValueTask<WorkflowInstance?> FindAsync(WorkflowInstanceFilter filter, CancellationToken cancellationToken = default) =>
        (await LoadAsync(filter, query => query.OrderBy(i => i.CreatedAt).Take(1), cancellationToken)).FirstOrDefault().Instance;

    public async ValueTask<IEnumerable<WorkflowInstance>> FindManyAsync(WorkflowInstanceFilter filter, CancellationToken cancellationToken = default) =>
        (await LoadAsync(filter, query => query, cancellationToken)).Select(row => row.Instance);

    public async ValueTask<Page<WorkflowInstance>> FindManyAsync<TOrderBy>(
        WorkflowInstanceFilter filter, PageArgs pageArgs, WorkflowInstanceOrder<TOrderBy> order, CancellationToken cancellationToken = default)
    {
        var rows = await LoadAsync(
            filter,
            query =>
            {
                query = order.Direction == OrderDirection.Ascending ? query.OrderBy(order.KeySelector) : query.OrderByDescending(order.KeySelector);
                if (pageArgs.Offset is { } offset)
                    query = query.Skip(offset);
                return pageArgs.Limit is { } limit ? query.Take(limit) : query;
            },
            cancellationToken);
        return new Page<WorkflowInstance>([.. rows.Select(row => row.Instance)], await CountAsync(filter, cancellationToken));
    }

    public async ValueTask<IEnumerable<string>> FindManyIdsAsync(WorkflowInstanceFilter filter, CancellationToken cancellationToken = default)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        return await filter.Apply(database.Instances.AsNoTracking()).Select(i => i.Id).ToListAsync(cancellationToken);
    }

    public async ValueTask<long> CountAsync(WorkflowInstanceFilter filter, CancellationToken cancellationToken = default)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        return await filter.Apply(database.Instances.AsNoTracking()).LongCountAsync(cancellationToken);
    }

    /// <summary>An instance with the count of its commits; null when there is none.</summary>
    public async Task<(WorkflowInstance Instance, long Revision)?> LoadAsync(string id, CancellationToken cancellationToken)
    {
        var rows = await LoadAsync(new WorkflowInstanceFilter { Id = id }, query => query, cancellationToken);
        return rows.Count == 0 ? null : rows[0];
    }

    private async Task<List<(WorkflowInstance Instance, long Revision)>> LoadAsync(
        WorkflowInstanceFilter filter, Func<IQueryable<WorkflowInstance>, IQueryable<WorkflowInstance>> shape, CancellationToken cancellationToken)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await shape(filter.Apply(database.Instances.AsNoTracking()))
            .Select(i => new { Instance = i, State = EF.Property<string>(i, EngineContext.State), Revision = EF.Property<long>(i, EngineContext.Revision) })
            .ToListAsync(cancellationToken);
        foreach (var row in rows)
            row.Instance.WorkflowState = serializer.Deserialize(row.State);
        return [.. rows.Select(row => (row.Instance, row.Revision))];
    }
}
