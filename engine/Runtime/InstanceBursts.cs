using Elsa.Workflows.Runtime.Exceptions;
using Elsa.Workflows.State;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Engine.Execution;
using Pipeline.Engine.Persistence;
using Pipeline.Engine.Registration;

namespace Pipeline.Engine.Runtime;

/// <summary>Loads an instance, lets it run until it waits or is over, one burst at a time. Afterwards the outbox is looked at.</summary>
internal sealed class InstanceBursts(
    IServiceScopeFactory scopes, WorkflowCatalog catalog, InstanceStore store, InstanceLocks locks, OutboxSignal outbox, WakeUpSchedule wakeUps)
{
    public async Task CreateAsync(string id, WorkflowDefinitionHandle definition, Action<WorkflowExecutionContext> setUp, CancellationToken cancellationToken)
    {
        using var held = await locks.TakeAsync(id, cancellationToken);
        var graph = await FindGraphAsync(definition);
        await using var scope = scopes.CreateAsyncScope();
        var context = await WorkflowExecutionContext.CreateAsync(scope.ServiceProvider, graph, id, cancellationToken);
        setUp(context);
        await context.CommitAsync();
    }

    public Task<WorkflowState> RunAsync(string id, Action<WorkflowExecutionContext> plan, CancellationToken cancellationToken) =>
        InstanceAsync(
            id,
            async context =>
            {
                plan(context);
                await InstanceRunner.DrainAsync(context);
            },
            cancellationToken);

    public Task CancelAsync(string id, CancellationToken cancellationToken) =>
        InstanceAsync(
            id,
            async context =>
            {
                if (context.Status == WorkflowStatus.Finished)
                    return;
                await WorkflowCancellation.CancelAsync(context);
                await context.CommitAsync();
            },
            cancellationToken);

    public async Task<WorkflowState> StateAsync(string id, CancellationToken cancellationToken) =>
        (await LoadAsync(id, cancellationToken)).Instance.WorkflowState;

    public async Task<bool> ExistsAsync(string id, CancellationToken cancellationToken) => await store.LoadAsync(id, cancellationToken) is not null;

    private async Task<WorkflowState> InstanceAsync(string id, Func<WorkflowExecutionContext, Task> burst, CancellationToken cancellationToken)
    {
        WorkflowState state;
        using (await locks.TakeAsync(id, cancellationToken))
        {
            var (instance, revision) = await LoadAsync(id, cancellationToken);
            var graph = await FindGraphAsync(WorkflowDefinitionHandle.ByDefinitionId(instance.DefinitionId));
            await using var scope = scopes.CreateAsyncScope();
            var context = await WorkflowExecutionContext.CreateAsync(scope.ServiceProvider, graph, instance.WorkflowState, cancellationToken: cancellationToken);
            var cursor = CommitCursor.Of(context);
            cursor.Revision = revision;
            cursor.Bookmarks.UnionWith(context.Bookmarks.Select(b => b.Id));
            await burst(context);
            wakeUps.Follow(context);
            state = scope.ServiceProvider.GetRequiredService<IWorkflowStateExtractor>().Extract(context);
        }

        outbox.Ring();
        return state;
    }

    private async Task<(Elsa.Workflows.Management.Entities.WorkflowInstance Instance, long Revision)> LoadAsync(string id, CancellationToken cancellationToken) =>
        await store.LoadAsync(id, cancellationToken)
        ?? throw new WorkflowInstanceNotFoundException($"There is no workflow instance '{id}'.", id);

    private async Task<WorkflowGraph> FindGraphAsync(WorkflowDefinitionHandle definition)
    {
        var graphs = await catalog.ListAsync();
        var graph = definition.DefinitionId is { } definitionId
            ? await catalog.FindAsync(definitionId)
            : graphs.FirstOrDefault(g => g.Workflow.Identity.Id == definition.DefinitionVersionId);
        return graph ?? throw new WorkflowDefinitionNotFoundException(
            $"There is no workflow definition '{definition.DefinitionId ?? definition.DefinitionVersionId}'. There are {string.Join(", ", graphs.Select(g => g.Workflow.Identity.DefinitionId))}.",
            definition);
    }
}
