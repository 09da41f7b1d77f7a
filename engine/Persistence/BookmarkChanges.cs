using Elsa.Workflows.Runtime.Entities;
using Elsa.Workflows.State;
using Pipeline.Engine.Serialization;

namespace Pipeline.Engine.Persistence;

/// <summary>The bookmarks that an instance made and lost since its last commit.</summary>
internal sealed record BookmarkChanges(IReadOnlyList<Bookmark> Added, IReadOnlyList<string> Removed)
{
    public static BookmarkChanges Between(CommitLedger ledger, WorkflowState state)
    {
        var current = state.Bookmarks.Select(bookmark => bookmark.Id).ToHashSet();
        return new BookmarkChanges(
            [.. state.Bookmarks.Where(bookmark => !ledger.Bookmarks.Contains(bookmark.Id))],
            [.. ledger.Bookmarks.Where(id => !current.Contains(id))]);
    }

    public void Write(EngineContext db, WorkflowState state, StateJson json)
    {
        foreach (var bookmark in Added)
        {
            var entry = db.Bookmarks.Add(new StoredBookmark
            {
                Id = bookmark.Id,
                Name = bookmark.Name,
                Hash = bookmark.Hash,
                WorkflowInstanceId = state.Id,
                ActivityInstanceId = bookmark.ActivityInstanceId,
                CorrelationId = state.CorrelationId,
                CreatedAt = bookmark.CreatedAt
            });
            entry.Property<string?>(JsonColumns.Payload).CurrentValue = json.Write(bookmark.Payload);
            entry.Property<string?>(JsonColumns.Metadata).CurrentValue = json.WriteTyped(bookmark.Metadata);
        }
        foreach (var id in Removed)
            db.Bookmarks.Remove(new StoredBookmark { Id = id });
    }

    public void Settle(CommitLedger ledger)
    {
        ledger.Bookmarks.UnionWith(Added.Select(bookmark => bookmark.Id));
        ledger.Bookmarks.ExceptWith(Removed);
    }
}
