using Elsa.Workflows.Runtime.Entities;

namespace Elsa.Workflows.Runtime.Filters;

/// <summary>Which bookmarks: every property that is set must match.</summary>
public class BookmarkFilter
{
    public string? BookmarkId { get; set; }
    public ICollection<string>? BookmarkIds { get; set; }
    public string? WorkflowInstanceId { get; set; }
    public ICollection<string>? WorkflowInstanceIds { get; set; }
    public string? Hash { get; set; }
    public ICollection<string>? Hashes { get; set; }
    public string? CorrelationId { get; set; }
    public string? Name { get; set; }
    public ICollection<string>? Names { get; set; }
    public string? ActivityInstanceId { get; set; }

    public IQueryable<StoredBookmark> Apply(IQueryable<StoredBookmark> query)
    {
        if (BookmarkId is not null)
            query = query.Where(bookmark => bookmark.Id == BookmarkId);
        if (BookmarkIds is not null)
            query = query.Where(bookmark => BookmarkIds.Contains(bookmark.Id));
        if (WorkflowInstanceId is not null)
            query = query.Where(bookmark => bookmark.WorkflowInstanceId == WorkflowInstanceId);
        if (WorkflowInstanceIds is not null)
            query = query.Where(bookmark => WorkflowInstanceIds.Contains(bookmark.WorkflowInstanceId));
        if (Hash is not null)
            query = query.Where(bookmark => bookmark.Hash == Hash);
        if (Hashes is not null)
            query = query.Where(bookmark => Hashes.Contains(bookmark.Hash));
        if (CorrelationId is not null)
            query = query.Where(bookmark => bookmark.CorrelationId == CorrelationId);
        if (Name is not null)
            query = query.Where(bookmark => bookmark.Name == Name);
        if (Names is not null)
            query = query.Where(bookmark => Names.Contains(bookmark.Name!));
        if (ActivityInstanceId is not null)
            query = query.Where(bookmark => bookmark.ActivityInstanceId == ActivityInstanceId);
        return query;
    }
}
