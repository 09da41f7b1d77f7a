using Elsa.Workflows.State;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Engine.Persistence;
using Pipeline.Engine.Runtime.Bursts;
using Pipeline.Engine.Runtime.Outbox;

namespace Pipeline.Engine.Runtime.Intake;

/// <inheritdoc cref="IInstanceIntake"/>
internal sealed class InstanceIntake(
    IServiceProvider services, InstanceBursts bursts, EngineDatabase database, IWorkflowStateExtractor extractor, IWorkflowStateSerializer serializer) : IInstanceIntake
{
    public async Task<IReadOnlyList<bool>> CreateAsync(IReadOnlyList<NewInstance> instances, CancellationToken cancellationToken = default)
    {
        var states = new List<(WorkflowState State, string Json)>(instances.Count);
        foreach (var instance in instances)
        {
            var state = await PrepareAsync(instance, cancellationToken);
            states.Add((state, serializer.Serialize(state)));
        }

        bool[] made = [];
        await database.WriteAsync(async db =>
        {
            // The transaction takes the write lock at once, so that nobody adds an instance between looking and adding.
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            var ids = instances.Select(instance => instance.InstanceId).ToList();
            var taken = (await db.Instances.Where(instance => ids.Contains(instance.Id)).Select(instance => instance.Id).ToListAsync(cancellationToken)).ToHashSet();
            made = [.. ids.Select(taken.Add)];
            // What has not begun has neither journal nor bookmarks: its row is all there is of it.
            foreach (var (state, json) in states.Where((_, index) => made[index]))
                StoredInstance.Write(db, state, json, revision: 0);
            await db.SaveChangesAsync(CancellationToken.None);
            await transaction.CommitAsync(CancellationToken.None);
        }, cancellationToken);
        return made;
    }

    private async Task<WorkflowState> PrepareAsync(NewInstance instance, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var request = new StartRequest(instance.DefinitionId, instance.InstanceId) { Name = instance.Name, CorrelationId = instance.CorrelationId, TriggerActivityId = instance.TriggerActivityId, Input = instance.Input, Properties = instance.Properties };
        return extractor.Extract(await bursts.MakeAsync(scope.ServiceProvider, request, cancellationToken));
    }
}
