using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Entities;
using Elsa.Workflows.Runtime.Filters;
using Elsa.Workflows.State;
using Microsoft.EntityFrameworkCore;
using Pipeline.Engine.Persistence;
using Pipeline.Engine.Serialization;

namespace Pipeline.Engine.Runtime.Stores;

/// <inheritdoc cref="IActivityExecutionStore"/>
internal sealed class ActivityExecutionStore(EngineDatabase database, StateJson json) : IActivityExecutionStore
{
    public async Task<ActivityExecutionRecord?> FindAsync(ActivityExecutionRecordFilter filter, CancellationToken cancellationToken = default) =>
        (await FindManyAsync(filter, cancellationToken)).FirstOrDefault();

    public async Task<IEnumerable<ActivityExecutionRecord>> FindManyAsync(ActivityExecutionRecordFilter filter, CancellationToken cancellationToken = default)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        var records = await filter.Apply(db.ActivityExecutions).OrderBy(record => record.StartedAt).ThenBy(record => record.Id).ToListAsync(cancellationToken);
        foreach (var record in records)
        {
            string? Column(string name) => db.Entry(record).Property<string?>(name).CurrentValue;
            record.ActivityState = json.ReadDictionary(Column(JsonColumns.State))!;
            record.Payload = json.ReadDictionary(Column(JsonColumns.Payload));
            record.Outputs = json.ReadDictionary(Column(JsonColumns.Outputs))!;
            record.Exception = json.ReadTyped<ExceptionState>(Column(JsonColumns.Exception));
        }
        return records;
    }

    public async Task<long> CountAsync(ActivityExecutionRecordFilter filter, CancellationToken cancellationToken = default)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await filter.Apply(db.ActivityExecutions).LongCountAsync(cancellationToken);
    }
}
