using Microsoft.EntityFrameworkCore;
using Pipeline.Engine.Persistence;
using Pipeline.Engine.Runtime.Bursts;
using Pipeline.Engine.Runtime.Outbox;
using Pipeline.Engine.Scheduling;

namespace Pipeline.Engine.Runtime.Recovery;

/// <inheritdoc cref="IRunRecovery"/>
internal sealed class RunRecovery(EngineDatabase database, InstanceBursts bursts, OutboxDelivery delivery, BackgroundWork background, DelayedBookmarks delays) : IRunRecovery
{
    public async Task<IReadOnlyList<string>> RecoverAsync(CancellationToken cancellationToken = default)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        var ids = await db.Instances.Where(instance => EF.Property<bool>(instance, JsonColumns.HasWork))
            .OrderBy(instance => instance.CreatedAt)
            .Select(instance => instance.Id)
            .ToListAsync(cancellationToken);
        foreach (var id in ids)
            background.Start($"recovery of {id}", token => ContinueAsync(id, token));
        await delivery.DeliverLeftOversAsync(cancellationToken);
        await delays.ArmAllAsync(cancellationToken);
        return ids;
    }

    private async Task ContinueAsync(string id, CancellationToken cancellationToken)
    {
        var burst = await bursts.RunAsync(id, new RunWorkflowOptions(), null, cancellationToken);
        await delivery.DeliverFollowUpsAsync(burst.Stored, cancellationToken);
    }
}
