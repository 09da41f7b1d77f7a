using Elsa.Common.Models;
using Microsoft.EntityFrameworkCore;

namespace Pipeline.Engine.Runtime.Stores;

/// <summary>Reads pages.</summary>
internal static class Paging
{
    /// <summary>One page of an ordered query; the total is only counted if the page is bounded.</summary>
    public static async Task<Page<T>> ToPageAsync<T>(this IQueryable<T> query, PageArgs page, CancellationToken cancellationToken)
    {
        var part = query;
        if (page.Offset is { } offset and > 0)
            part = part.Skip(offset);
        if (page.Limit is { } limit)
            part = part.Take(limit);
        var items = await part.ToListAsync(cancellationToken);
        var total = page is { Offset: null or 0, Limit: null } ? items.Count : await query.LongCountAsync(cancellationToken);
        return new Page<T>(items, total);
    }
}
