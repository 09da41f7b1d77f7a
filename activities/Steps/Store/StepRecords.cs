using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Pipeline.Activities.Steps.Records;

namespace Pipeline.Activities.Steps.Store;

/// <summary>Step records in the database.</summary>
internal sealed class StepRecords(IDbContextFactory<StepsContext> contexts) : IStepRecords
{
    /// <inheritdoc/>
    public async Task SaveAsync(StepRecord record, CancellationToken cancellationToken = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var json = JsonSerializer.Serialize(record);
        var changed = await context.Records
            .Where(r => r.RunId == record.RunId && r.ActivityId == record.ActivityId && r.Visit == record.Visit)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.Json, json), cancellationToken);
        if (changed > 0)
            return;
        context.Records.Add(new StepRecordRow
        {
            RunId = record.RunId,
            ActivityId = record.ActivityId,
            Visit = record.Visit,
            StartedAt = record.StartedAt.UtcTicks,
            Json = json,
        });
        await context.SaveChangesAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task RemoveAsync(string runId, CancellationToken cancellationToken = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await context.Records.Where(r => r.RunId == runId).ExecuteDeleteAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<StepRecord?> FindAsync(string runId, string activityId, int visit, CancellationToken cancellationToken = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await context.Records.AsNoTracking()
            .SingleOrDefaultAsync(r => r.RunId == runId && r.ActivityId == activityId && r.Visit == visit, cancellationToken);
        return row is null ? null : Read(row);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StepRecord>> ListAsync(string runId, CancellationToken cancellationToken = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await context.Records.AsNoTracking().Where(r => r.RunId == runId)
            .OrderBy(r => r.StartedAt).ThenBy(r => r.ActivityId).ToListAsync(cancellationToken);
        return [.. rows.Select(Read)];
    }

    private static StepRecord Read(StepRecordRow row) => JsonSerializer.Deserialize<StepRecord>(row.Json)!;
}
