using System.Text.Json;
using Elsa.Workflows.CommitStates;
using Elsa.Workflows.State;
using Microsoft.EntityFrameworkCore;
using Pipeline.Engine.Runtime.Children;
using Pipeline.Engine.Runtime.Outbox;
using Pipeline.Engine.Serialization;

namespace Pipeline.Engine.Persistence;

/// <summary>
/// One transaction per activity: the instance's state, the bookmarks made and burnt since the last commit, the new journal
/// records, the touched activity executions, outgoing requests, and the request that was served by it. What is written follows
/// what changed; only the state is written whole, and holds open work only.
/// </summary>
internal sealed class CommitStateHandler(
    EngineDatabase database,
    IWorkflowStateExtractor extractor,
    IWorkflowStateSerializer serializer,
    StateJson json,
    TimeProvider time,
    IEnumerable<ICommitObserver> observers) : ICommitStateHandler
{
    public Task CommitAsync(WorkflowExecutionContext workflowExecutionContext, CancellationToken cancellationToken = default) =>
        CommitAsync(workflowExecutionContext, extractor.Extract(workflowExecutionContext), cancellationToken);

    public async Task CommitAsync(WorkflowExecutionContext workflowExecutionContext, WorkflowState workflowState, CancellationToken cancellationToken = default)
    {
        var context = workflowExecutionContext;
        var ledger = CommitLedger.Of(context);
        ParentNotice.Add(context, workflowState, ledger);
        var bookmarks = BookmarkChanges.Between(ledger, workflowState);
        var requests = ledger.Outgoing.Select(request => (request, item: ToItem(request))).ToList();

        await database.WriteAsync(async db =>
        {
            StoredInstance.Write(db, workflowState, serializer.Serialize(workflowState), ledger.Revision);
            bookmarks.Write(db, workflowState, json);
            JournalWriter.Write(db, context, json);
            ExecutionWriter.Write(db, context, ledger, json);
            db.Outbox.AddRange(requests.Select(request => request.item));
            if (ledger.Consumed is { } consumed)
                db.Outbox.Remove(new OutboxItem { Id = consumed });
            // Once begun, a commit is not abandoned half-way through for a host that stops.
            await SaveAsync(db, workflowState.Id, ledger.Revision);
        }, cancellationToken);

        ledger.Revision++;
        ledger.Consumed = null;
        ledger.Outgoing.Clear();
        ledger.Stored.AddRange(requests.Select(request => new OutboxEntry(request.item.Id, request.request)));
        bookmarks.Settle(ledger);
        context.ExecutionLog.Clear();
        context.ClearCompletedActivityExecutionContexts();
        foreach (var observer in observers)
            observer.Committed(workflowState.Id, bookmarks);
    }

    private static async Task SaveAsync(EngineContext db, string instanceId, long revision)
    {
        try
        {
            await db.SaveChangesAsync(CancellationToken.None);
        }
        catch (DbUpdateConcurrencyException e)
        {
            throw new ConcurrencyException(instanceId, revision, e);
        }
        catch (DbUpdateException e) when (revision == 0)
        {
            throw new ConcurrencyException(instanceId, revision, e);
        }
    }

    private OutboxItem ToItem(OutboxRequest request) => new() { Request = JsonSerializer.Serialize(request, json.Options), CreatedAt = time.GetUtcNow() };
}
