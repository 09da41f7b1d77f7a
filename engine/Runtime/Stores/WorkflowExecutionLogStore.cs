using Elsa.Common.Entities;
using Elsa.Common.Models;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Entities;
using Elsa.Workflows.Runtime.Filters;
using Elsa.Workflows.Runtime.OrderDefinitions;
using Pipeline.Engine.Persistence;
using Pipeline.Engine.Serialization;

namespace Pipeline.Engine.Runtime.Stores;

/// <inheritdoc cref="IWorkflowExecutionLogStore"/>
internal sealed class WorkflowExecutionLogStore(EngineDatabase database, StateJson json) : IWorkflowExecutionLogStore
{
    public async Task<WorkflowExecutionLogRecord?> FindAsync(WorkflowExecutionLogRecordFilter filter, CancellationToken cancellationToken = default) =>
        (await FindManyAsync(filter, PageArgs.FromRange(0, 1), cancellationToken)).Items.FirstOrDefault();

    public async Task<WorkflowExecutionLogRecord?> FindAsync<TOrderBy>(WorkflowExecutionLogRecordFilter filter, WorkflowExecutionLogRecordOrder<TOrderBy> order, CancellationToken cancellationToken = default) =>
        (await FindManyAsync(filter, PageArgs.FromRange(0, 1), order, cancellationToken)).Items.FirstOrDefault();

    public Task<Page<WorkflowExecutionLogRecord>> FindManyAsync(WorkflowExecutionLogRecordFilter filter, PageArgs pageArgs, CancellationToken cancellationToken = default) =>
        ReadAsync(filter, pageArgs, query => query.OrderBy(record => record.WorkflowInstanceId).ThenBy(record => record.Sequence), cancellationToken);

    public Task<Page<WorkflowExecutionLogRecord>> FindManyAsync<TOrderBy>(
        WorkflowExecutionLogRecordFilter filter, PageArgs pageArgs, WorkflowExecutionLogRecordOrder<TOrderBy> order, CancellationToken cancellationToken = default) =>
        ReadAsync(filter, pageArgs, query => order.Direction == OrderDirection.Ascending ? query.OrderBy(order.KeySelector) : query.OrderByDescending(order.KeySelector), cancellationToken);

    private async Task<Page<WorkflowExecutionLogRecord>> ReadAsync(
        WorkflowExecutionLogRecordFilter filter,
        PageArgs pageArgs,
        Func<IQueryable<WorkflowExecutionLogRecord>, IQueryable<WorkflowExecutionLogRecord>> order,
        CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        var page = await order(filter.Apply(db.Journal)).ToPageAsync(pageArgs, cancellationToken);
        foreach (var record in page.Items)
            record.Payload = json.Read(db.Entry(record).Property<string?>(JsonColumns.Payload).CurrentValue);
        return page;
    }
}
