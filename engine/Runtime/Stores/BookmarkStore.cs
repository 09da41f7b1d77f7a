using Elsa.Common.Models;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Entities;
using Elsa.Workflows.Runtime.Filters;
using Microsoft.EntityFrameworkCore;
using Pipeline.Engine.Persistence;
using Pipeline.Engine.Serialization;

namespace Pipeline.Engine.Runtime.Stores;

/// <inheritdoc cref="IBookmarkStore"/>
internal sealed class BookmarkStore(EngineDatabase database, StateJson json) : IBookmarkStore
{
    public async ValueTask<StoredBookmark?> FindAsync(BookmarkFilter filter, CancellationToken cancellationToken = default) =>
        (await FindManyAsync(filter, PageArgs.FromRange(0, 1), cancellationToken)).Items.FirstOrDefault();

    public async ValueTask<IEnumerable<StoredBookmark>> FindManyAsync(BookmarkFilter filter, CancellationToken cancellationToken = default) =>
        (await FindManyAsync(filter, PageArgs.All, cancellationToken)).Items;

    public async ValueTask<Page<StoredBookmark>> FindManyAsync(BookmarkFilter filter, PageArgs pageArgs, CancellationToken cancellationToken = default)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        var page = await filter.Apply(db.Bookmarks).OrderBy(bookmark => bookmark.CreatedAt).ThenBy(bookmark => bookmark.Id).ToPageAsync(pageArgs, cancellationToken);
        foreach (var bookmark in page.Items)
        {
            var row = db.Entry(bookmark);
            bookmark.Payload = json.Read(row.Property<string?>(JsonColumns.Payload).CurrentValue);
            bookmark.Metadata = json.ReadTyped<Dictionary<string, string>>(row.Property<string?>(JsonColumns.Metadata).CurrentValue);
        }
        return page;
    }
}
