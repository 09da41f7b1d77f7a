using Microsoft.EntityFrameworkCore;
using Pipeline.Engine.Persistence;

namespace Pipeline.Engine.Runtime.Clients;

/// <summary>Deletes instances with all that belongs to them.</summary>
internal sealed class InstanceRemoval(EngineDatabase database)
{
    public async Task<long> RemoveAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        long removed = 0;
        await database.WriteAsync(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            await db.Bookmarks.Where(row => ids.Contains(row.WorkflowInstanceId)).ExecuteDeleteAsync(cancellationToken);
            await db.Journal.Where(row => ids.Contains(row.WorkflowInstanceId)).ExecuteDeleteAsync(cancellationToken);
            await db.ActivityExecutions.Where(row => ids.Contains(row.WorkflowInstanceId)).ExecuteDeleteAsync(cancellationToken);
            removed = await db.Instances.Where(row => ids.Contains(row.Id)).ExecuteDeleteAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }, cancellationToken);
        return removed;
    }
}
