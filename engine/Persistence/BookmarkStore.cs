using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Entities;
using Elsa.Workflows.Runtime.Filters;
using Microsoft.EntityFrameworkCore;
using Pipeline.Engine.Serialization;

namespace Pipeline.Engine.Persistence;

/// <inheritdoc cref="IBookmarkStore"/>
internal sealed class BookmarkStore(IDbContextFactory<EngineContext> contexts, StateJson json) : IBookmarkStore
{
    public async ValueTask<StoredBookmark?> FindAsync(BookmarkFilter filter, CancellationToken cancellationToken = default) =>
        (await FindManyAsync(filter, cancellationToken)).FirstOrDefault();

    public async ValueTask<IEnumerable<StoredBookmark>> FindManyAsync(BookmarkFilter filter, CancellationToken cancellationToken = default)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await filter.Apply(database.Bookmarks.AsNoTracking())
            .Select(b => new { Bookmark = b, Payload = EF.Property<string?>(b, EngineContext.Payload) })
            .ToListAsync(cancellationToken);
        foreach (var row in rows)
            row.Bookmark.Payload = json.Read(row.Payload);
        return rows.Select(row => row.Bookmark);
    }
}
