using Microsoft.EntityFrameworkCore;
using Pipeline.Engine.Definitions.Store;
using Pipeline.Engine.Persistence;
using Pipeline.Engine.Runtime.Intake;

namespace Pipeline.Engine.Definitions.Triggers;

/// <inheritdoc cref="ITriggerIndex"/>
internal sealed class TriggerIndex(EngineDatabase database, IIdentityGenerator ids, IInstanceIntake intake) : ITriggerIndex
{
    public event Action? Changed;

    public async Task<IReadOnlyList<StartTrigger>> ListAsync(string? name = null, CancellationToken cancellationToken = default)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        var rows = await db.Triggers.AsNoTracking().Where(row => name == null || row.Name == name).OrderBy(row => row.Id).ToListAsync(cancellationToken);
        return [.. rows.Select(Public)];
    }

    public async Task<(string InstanceId, InstanceCreation Creation)> StartAsync(
        StartTrigger trigger, string? instanceId = null, IDictionary<string, object>? input = null, IDictionary<string, object>? properties = null, string? correlationId = null, CancellationToken cancellationToken = default)
    {
        var instance = new NewInstance(trigger.VersionId, instanceId ?? ids.GenerateId()) { CorrelationId = correlationId, Input = input, Properties = properties, TriggerActivityId = trigger.ActivityId };
        var made = await intake.CreateAsync([instance], cancellationToken);
        return (instance.InstanceId, made[0]);
    }

    /// <summary>Replaces a definition's triggers within a transaction.</summary>
    public static async Task ReplaceAsync(EngineContext db, string definitionId, IReadOnlyList<TriggerRow> rows, CancellationToken cancellationToken)
    {
        var old = await db.Triggers.Where(row => row.DefinitionId == definitionId).ToListAsync(cancellationToken);
        db.Triggers.RemoveRange(old.Where(row => rows.All(other => other.Id != row.Id)));
        db.Triggers.AddRange(rows.Where(row => old.TrueForAll(other => other.Id != row.Id)));
    }

    /// <summary>Tells that there was a change, once it is committed.</summary>
    public void Tell() => Changed?.Invoke();

    private static StartTrigger Public(TriggerRow row) =>
        new(row.Id, row.DefinitionId, row.VersionId, row.ActivityId, row.Name, row.Hash, TriggerPayloads.Read(row.Name, row.Payload));
}
