using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Pipeline.Engine.Persistence;
using Pipeline.Engine.Serialization;

namespace Pipeline.Engine.Runtime.Outbox;

/// <summary>The stored requests.</summary>
internal sealed class OutboxStore(EngineDatabase database, StateJson json, TimeProvider time)
{
    /// <summary>Stores requests, and removes the one they replace, in one transaction.</summary>
    public async Task<IReadOnlyList<OutboxEntry>> AddAsync(IEnumerable<OutboxRequest> requests, long? replaced = null, CancellationToken cancellationToken = default)
    {
        var added = requests.Select(request => (request, item: new OutboxItem { Request = JsonSerializer.Serialize(request, json.Options), CreatedAt = time.GetUtcNow() })).ToList();
        await database.WriteAsync(async db =>
        {
            db.Outbox.AddRange(added.Select(entry => entry.item));
            if (replaced is { } id)
                db.Outbox.Remove(new OutboxItem { Id = id });
            await db.SaveChangesAsync(cancellationToken);
        }, cancellationToken);
        return [.. added.Select(entry => new OutboxEntry(entry.item.Id, entry.request))];
    }

    public Task RemoveAsync(long id, CancellationToken cancellationToken) =>
        database.WriteAsync(db => db.Outbox.Where(item => item.Id == id).ExecuteDeleteAsync(cancellationToken), cancellationToken);

    /// <summary>All requests, oldest first.</summary>
    public async Task<IReadOnlyList<OutboxEntry>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        var items = await db.Outbox.AsNoTracking().OrderBy(item => item.Id).ToListAsync(cancellationToken);
        return [.. items.Select(item => new OutboxEntry(item.Id, JsonSerializer.Deserialize<OutboxRequest>(item.Request, json.Options)!))];
    }
}
