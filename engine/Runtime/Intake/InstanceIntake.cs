using Elsa.Workflows.Activities;
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
    public async Task<IReadOnlyList<InstanceCreation>> CreateAsync(IReadOnlyList<NewInstance> instances, CancellationToken cancellationToken = default)
    {
        var prepared = new List<Prepared>(instances.Count);
        for (var index = 0; index < instances.Count; index++)
            prepared.Add(await PrepareAsync(instances[index], index, cancellationToken));

        var results = new InstanceCreation[instances.Count];
        List<Prepared> free = [.. prepared.Where(instance => instance.Strategy is null)];
        if (free.Count > 0)
            await WriteAsync(free, results, cancellationToken);
        // A strategy sees what is committed, and so the instance before.
        foreach (var instance in prepared.Where(instance => instance.Strategy is not null))
            await WriteAsync([instance], results, cancellationToken);
        return results;
    }

    private Task WriteAsync(List<Prepared> instances, InstanceCreation[] results, CancellationToken cancellationToken) => database.WriteAsync(
        async db =>
        {
            // The transaction takes the write lock at once, so that nobody adds an instance between looking and adding.
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            var ids = instances.Select(instance => instance.State.Id).ToList();
            var taken = (await db.Instances.Where(instance => ids.Contains(instance.Id)).Select(instance => instance.Id).ToListAsync(cancellationToken)).ToHashSet();
            foreach (var instance in instances)
            {
                results[instance.Index] = !taken.Add(instance.State.Id)
                    ? InstanceCreation.Known
                    : await MayStartAsync(instance, cancellationToken) ? InstanceCreation.Made : InstanceCreation.Refused;
                // What has not begun has neither journal nor bookmarks: its row is all there is of it.
                if (results[instance.Index] == InstanceCreation.Made)
                    StoredInstance.Write(db, instance.State, instance.Json, revision: 0);
            }

            await db.SaveChangesAsync(CancellationToken.None);
            await transaction.CommitAsync(CancellationToken.None);
        },
        cancellationToken);

    private async Task<bool> MayStartAsync(Prepared instance, CancellationToken cancellationToken)
    {
        if (instance.Strategy is not { } type)
            return true;
        await using var scope = services.CreateAsyncScope();
        var strategy = (IWorkflowActivationStrategy)ActivatorUtilities.CreateInstance(scope.ServiceProvider, type);
        return await strategy.GetAllowActivationAsync(new WorkflowInstantiationStrategyContext(instance.Workflow, instance.State.CorrelationId, cancellationToken));
    }

    private async Task<Prepared> PrepareAsync(NewInstance instance, int index, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var request = new StartRequest(instance.DefinitionId, instance.InstanceId) { Name = instance.Name, CorrelationId = instance.CorrelationId, TriggerActivityId = instance.TriggerActivityId, Input = instance.Input, Properties = instance.Properties };
        var context = await bursts.MakeAsync(scope.ServiceProvider, request, cancellationToken);
        context.Name ??= context.Workflow.WorkflowMetadata.Name;
        var state = extractor.Extract(context);
        return new Prepared(index, context.Workflow, state, serializer.Serialize(state));
    }

    private sealed record Prepared(int Index, Workflow Workflow, WorkflowState State, string Json)
    {
        public Type? Strategy => Workflow.Options.ActivationStrategyType;
    }
}
