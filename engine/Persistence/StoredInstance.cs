using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.State;
using Microsoft.EntityFrameworkCore;

namespace Pipeline.Engine.Persistence;

/// <summary>An instance's state and the revision it was read at.</summary>
internal sealed record StoredInstance(WorkflowState State, long Revision)
{
    public static async Task<StoredInstance?> FindAsync(EngineDatabase database, IWorkflowStateSerializer serializer, string id, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        var row = await db.Instances.Where(instance => instance.Id == id)
            .Select(instance => new { State = EF.Property<string>(instance, JsonColumns.State), Revision = EF.Property<long>(instance, JsonColumns.Revision) })
            .SingleOrDefaultAsync(cancellationToken);
        return row is null ? null : new StoredInstance(serializer.Deserialize(row.State), row.Revision);
    }

    /// <summary>Adds or updates the instance's row, expecting <paramref name="revision"/> to be the newest; 0 = none yet.</summary>
    public static void Write(EngineContext db, WorkflowState state, string json, long revision)
    {
        var row = ToRow(state);
        var entry = db.Entry(row);
        entry.State = revision == 0 ? EntityState.Added : EntityState.Modified;
        entry.Property<string>(JsonColumns.State).CurrentValue = json;
        entry.Property<long>(JsonColumns.Revision).CurrentValue = revision + 1;
        entry.Property<bool>(JsonColumns.HasWork).CurrentValue = HasWork(state);
        if (revision > 0)
            entry.Property<long>(JsonColumns.Revision).OriginalValue = revision;
    }

    private static bool HasWork(WorkflowState state) =>
        state.Status == WorkflowStatus.Running && (state.ScheduledActivities.Count > 0 || state.SubStatus is WorkflowSubStatus.Pending or WorkflowSubStatus.Executing);

    private static WorkflowInstance ToRow(WorkflowState state) => new()
    {
        Id = state.Id,
        DefinitionId = state.DefinitionId,
        DefinitionVersionId = state.DefinitionVersionId,
        Version = state.DefinitionVersion,
        ParentWorkflowInstanceId = state.ParentWorkflowInstanceId,
        Status = state.Status,
        SubStatus = state.SubStatus,
        IsExecuting = state.IsExecuting,
        CorrelationId = state.CorrelationId,
        Name = state.Name,
        IncidentCount = state.Incidents.Count,
        IsSystem = state.IsSystem,
        CreatedAt = state.CreatedAt,
        UpdatedAt = state.UpdatedAt,
        FinishedAt = state.FinishedAt
    };
}
