using Elsa.Common.Entities;
using Elsa.Common.Models;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Management.Filters;
using Elsa.Workflows.Management.Models;
using Elsa.Workflows.State;
using Microsoft.EntityFrameworkCore;
using Pipeline.Engine.Persistence;
using Pipeline.Engine.Runtime.Clients;

namespace Pipeline.Engine.Runtime.Stores;

/// <inheritdoc cref="IWorkflowInstanceStore"/>
internal sealed class WorkflowInstanceStore(EngineDatabase database, IWorkflowStateSerializer serializer, InstanceRemoval removal) : IWorkflowInstanceStore
{
    private static readonly WorkflowInstanceOrder<DateTimeOffset> NewestFirst = new(instance => instance.CreatedAt, OrderDirection.Descending);

    public async ValueTask<WorkflowInstance?> FindAsync(WorkflowInstanceFilter filter, CancellationToken cancellationToken = default)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        // Not as a page: that would count all that match.
        if (await Ordered(filter.Apply(db.Instances), NewestFirst).FirstOrDefaultAsync(cancellationToken) is not { } instance)
            return null;
        instance.WorkflowState = StateOf(db, instance);
        return instance;
    }

    public async ValueTask<IEnumerable<WorkflowInstance>> FindManyAsync(WorkflowInstanceFilter filter, CancellationToken cancellationToken = default) =>
        (await FindManyAsync(filter, PageArgs.All, cancellationToken)).Items;

    public ValueTask<Page<WorkflowInstance>> FindManyAsync(WorkflowInstanceFilter filter, PageArgs pageArgs, CancellationToken cancellationToken = default) =>
        FindManyAsync(filter, pageArgs, NewestFirst, cancellationToken);

    public async ValueTask<Page<WorkflowInstance>> FindManyAsync<TOrderBy>(
        WorkflowInstanceFilter filter, PageArgs pageArgs, WorkflowInstanceOrder<TOrderBy> order, CancellationToken cancellationToken = default)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        var page = await Ordered(filter.Apply(db.Instances), order).ToPageAsync(pageArgs, cancellationToken);
        foreach (var instance in page.Items)
            instance.WorkflowState = StateOf(db, instance);
        return page;
    }

    public async ValueTask<IEnumerable<WorkflowInstanceSummary>> SummarizeManyAsync(WorkflowInstanceFilter filter, CancellationToken cancellationToken = default) =>
        (await SummarizeManyAsync(filter, PageArgs.All, cancellationToken)).Items;

    public ValueTask<Page<WorkflowInstanceSummary>> SummarizeManyAsync(WorkflowInstanceFilter filter, PageArgs pageArgs, CancellationToken cancellationToken = default) =>
        SummarizeManyAsync(filter, pageArgs, NewestFirst, cancellationToken);

    public async ValueTask<Page<WorkflowInstanceSummary>> SummarizeManyAsync<TOrderBy>(
        WorkflowInstanceFilter filter, PageArgs pageArgs, WorkflowInstanceOrder<TOrderBy> order, CancellationToken cancellationToken = default)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await Ordered(filter.Apply(db.Instances), order).Select(WorkflowInstanceSummary.FromInstanceExpression()).ToPageAsync(pageArgs, cancellationToken);
    }

    public async ValueTask<IEnumerable<string>> FindManyIdsAsync(WorkflowInstanceFilter filter, CancellationToken cancellationToken = default)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await Ordered(filter.Apply(db.Instances), NewestFirst).Select(instance => instance.Id).ToListAsync(cancellationToken);
    }

    public async ValueTask<long> CountAsync(WorkflowInstanceFilter filter, CancellationToken cancellationToken = default)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await filter.Apply(db.Instances).LongCountAsync(cancellationToken);
    }

    public async ValueTask<long> DeleteAsync(WorkflowInstanceFilter filter, CancellationToken cancellationToken = default) =>
        await removal.RemoveAsync([.. await FindManyIdsAsync(filter, cancellationToken)], cancellationToken);

    private WorkflowState StateOf(EngineContext db, WorkflowInstance instance) => serializer.Deserialize(db.Entry(instance).Property<string>(JsonColumns.State).CurrentValue);

    private static IQueryable<WorkflowInstance> Ordered<TOrderBy>(IQueryable<WorkflowInstance> query, WorkflowInstanceOrder<TOrderBy> order) =>
        (order.Direction == OrderDirection.Ascending ? query.OrderBy(order.KeySelector) : query.OrderByDescending(order.KeySelector)).ThenBy(instance => instance.Id);
}
