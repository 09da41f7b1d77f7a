using Elsa.Workflows.Runtime.Filters;
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
            background.Start($"recovery of {id}", token => RunAsync(id, token));
        await delivery.DeliverLeftOversAsync(cancellationToken);
        await delays.ArmAsync(new BookmarkFilter(), cancellationToken);
        return ids;
    }

    public async Task ContinueAsync(string instanceId, CancellationToken cancellationToken = default)
    {
        await RunAsync(instanceId, cancellationToken);
        await delivery.DeliverLeftOversAsync(instanceId, cancellationToken);
        await delays.ArmAsync(new BookmarkFilter { WorkflowInstanceId = instanceId }, cancellationToken);
    }

    private async Task RunAsync(string id, CancellationToken cancellationToken)
    {
        var burst = await bursts.RunAsync(id, new RunWorkflowOptions(), null, cancellationToken);
        await delivery.DeliverFollowUpsAsync(burst.Stored, cancellationToken);
    }
}
