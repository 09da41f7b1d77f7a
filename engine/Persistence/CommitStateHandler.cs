using Elsa.Workflows.CommitStates;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Runtime.Entities;
using Elsa.Workflows.State;
using Microsoft.EntityFrameworkCore;
using Pipeline.Engine.Serialization;

namespace Pipeline.Engine.Persistence;

/// <summary>
/// Writes an instance's state, the bookmarks that came and went, the new journal records and what is to be done for other
/// instances, in one transaction. What it writes grows with what is open and new, not with the history.
/// </summary>
internal sealed class CommitStateHandler(IDbContextFactory<EngineContext> contexts, IWorkflowStateExtractor extractor, IWorkflowStateSerializer serializer, StateJson json)
    : ICommitStateHandler
{
    public Task CommitAsync(WorkflowExecutionContext workflowExecutionContext, CancellationToken cancellationToken = default) =>
        CommitAsync(workflowExecutionContext, extractor.Extract(workflowExecutionContext), cancellationToken);

    public async Task CommitAsync(WorkflowExecutionContext workflowExecutionContext, WorkflowState workflowState, CancellationToken cancellationToken = default)
    {
        var context = workflowExecutionContext;
        var cursor = CommitCursor.Of(context);
        var bookmarks = workflowState.Bookmarks.ToDictionary(b => b.Id);
        var gone = cursor.Bookmarks.Where(id => !bookmarks.ContainsKey(id)).ToList();
        var come = bookmarks.Values.Where(b => !cursor.Bookmarks.Contains(b.Id)).ToList();
        var outgoing = cursor.Outgoing.Concat(ParentResumption.For(context, json)).ToList();

        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        database.ChangeTracker.AutoDetectChangesEnabled = false;
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await WriteInstanceAsync(database, workflowState, cursor.Revision, cancellationToken);
        if (gone.Count > 0)
            await database.Bookmarks.Where(b => gone.Contains(b.Id)).ExecuteDeleteAsync(cancellationToken);
        foreach (var bookmark in come)
        {
            var stored = Stored(bookmark, context);
            database.Entry(stored).State = EntityState.Added;
            database.Entry(stored).Property(EngineContext.Payload).CurrentValue = json.Write(bookmark.Payload);
        }

        foreach (var entry in context.ExecutionLog)
        {
            var record = Record(entry, workflowState);
            database.Entry(record).State = EntityState.Added;
            database.Entry(record).Property(EngineContext.Payload).CurrentValue = json.Write(entry.Payload);
        }

        foreach (var item in outgoing)
            database.Entry(item).State = EntityState.Added;
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);

        cursor.Revision++;
        cursor.Outgoing.Clear();
        cursor.Bookmarks.ExceptWith(gone);
        cursor.Bookmarks.UnionWith(come.Select(b => b.Id));
        context.ExecutionLog.Clear();
        context.ClearCompletedActivityExecutionContexts();
    }

    private async Task WriteInstanceAsync(EngineContext database, WorkflowState state, long revision, CancellationToken cancellationToken)
    {
        var text = serializer.Serialize(state);
        if (revision == 0)
        {
            var instance = Instance(state);
            var entry = database.Entry(instance);
            entry.State = EntityState.Added;
            entry.Property(EngineContext.State).CurrentValue = text;
            entry.Property(EngineContext.Revision).CurrentValue = 1L;
            return;
        }

        var written = await database.Instances
            .Where(i => i.Id == state.Id && EF.Property<long>(i, EngineContext.Revision) == revision)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(i => EF.Property<long>(i, EngineContext.Revision), revision + 1)
                    .SetProperty(i => EF.Property<string>(i, EngineContext.State), text)
                    .SetProperty(i => i.Status, state.Status)
                    .SetProperty(i => i.SubStatus, state.SubStatus)
                    .SetProperty(i => i.IsExecuting, state.IsExecuting)
                    .SetProperty(i => i.CorrelationId, state.CorrelationId)
                    .SetProperty(i => i.Name, state.Name)
                    .SetProperty(i => i.IncidentCount, state.Incidents.Count)
                    .SetProperty(i => i.UpdatedAt, state.UpdatedAt)
                    .SetProperty(i => i.FinishedAt, state.FinishedAt),
                cancellationToken);
        if (written == 0)
            throw new ConcurrencyException(state.Id);
    }

    private static WorkflowInstance Instance(WorkflowState state) => new()
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
        FinishedAt = state.FinishedAt,
    };

    private static StoredBookmark Stored(Bookmark bookmark, WorkflowExecutionContext context) => new()
    {
        Id = bookmark.Id,
        Name = bookmark.Name,
        Hash = bookmark.Hash,
        WorkflowInstanceId = context.Id,
        ActivityInstanceId = bookmark.ActivityInstanceId,
        CorrelationId = context.CorrelationId,
        CreatedAt = bookmark.CreatedAt,
    };

    private static WorkflowExecutionLogRecord Record(WorkflowExecutionLogEntry entry, WorkflowState state) => new()
    {
        WorkflowDefinitionId = state.DefinitionId,
        WorkflowDefinitionVersionId = state.DefinitionVersionId,
        WorkflowInstanceId = state.Id,
        WorkflowVersion = state.DefinitionVersion,
        ActivityInstanceId = entry.ActivityInstanceId,
        ParentActivityInstanceId = entry.ParentActivityInstanceId,
        ActivityId = entry.ActivityId,
        ActivityType = entry.ActivityType,
        ActivityTypeVersion = entry.ActivityTypeVersion,
        ActivityName = entry.ActivityName,
        ActivityNodeId = entry.NodeId,
        Timestamp = entry.Timestamp,
        Sequence = entry.Sequence,
        EventName = entry.EventName,
        Message = entry.Message,
        Source = entry.Source,
    };
}
