using Elsa.Workflows.Runtime.Exceptions;
using Elsa.Workflows.Runtime.Messages;
using Elsa.Workflows.State;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Engine.Definitions;
using Pipeline.Engine.Execution;
using Pipeline.Engine.Persistence;
using Pipeline.Engine.Registration;
using Pipeline.Engine.Runtime.Outbox;

namespace Pipeline.Engine.Runtime.Bursts;

/// <summary>Creates, loads and runs instances, one burst of an instance at a time.</summary>
internal sealed class InstanceBursts(
    IServiceProvider services,
    WorkflowCatalog catalog,
    EngineDatabase database,
    IWorkflowStateSerializer serializer,
    IWorkflowStateExtractor extractor,
    InstanceLocks locks)
{
    /// <summary>Makes an instance, Pending. Answers false if there is one of that id.</summary>
    public async Task<bool> CreateAsync(StartRequest request, long? consumed, CancellationToken cancellationToken)
    {
        using var held = await locks.EnterAsync(request.InstanceId, cancellationToken);
        if (await StoredInstance.FindAsync(database, serializer, request.InstanceId, cancellationToken) is not null)
            return false;

        await using var scope = services.CreateAsyncScope();
        var context = await MakeAsync(scope.ServiceProvider, request, cancellationToken);
        CommitLedger.Of(context).Consumed = consumed;
        await context.CommitAsync();
        return true;
    }

    /// <summary>A new instance, Pending and not stored.</summary>
    public async Task<WorkflowExecutionContext> MakeAsync(IServiceProvider scope, StartRequest request, CancellationToken cancellationToken)
    {
        var graph = await FindGraphAsync(request.Definition);
        var context = await WorkflowExecutionContext.CreateAsync(scope, graph, request.InstanceId, cancellationToken);
        context.Name = request.Name;
        context.CorrelationId = request.CorrelationId;
        context.ParentWorkflowInstanceId = request.ParentId;
        context.TriggerActivityId = request.TriggerActivityId;
        context.GiveInput(InputDefaults.Complete(graph.Workflow, request.Input));
        foreach (var (key, value) in request.Properties ?? new Dictionary<string, object>())
            context.Properties[key] = value;
        return context;
    }

    /// <summary>Makes an instance and runs it; one that exists and has not started yet is run, any other left alone.</summary>
    public async Task<Burst> StartAsync(StartRequest request, long? consumed, CancellationToken cancellationToken)
    {
        var created = await CreateAsync(request, consumed, cancellationToken);
        var options = new RunWorkflowOptions { Variables = request.Variables };
        return await RunAsync(request.InstanceId, context => Begin(context, options, context.SubStatus == WorkflowSubStatus.Pending), created ? null : consumed, cancellationToken);
    }

    public Task<Burst> RunAsync(RunRequest request, long? consumed, CancellationToken cancellationToken) =>
        RunAsync(request.InstanceId, new RunWorkflowOptions { BookmarkId = request.BookmarkId, Input = request.Input, Properties = request.Properties }, consumed, cancellationToken);

    public Task<Burst> RunAsync(string instanceId, RunWorkflowOptions options, long? consumed, CancellationToken cancellationToken) =>
        RunAsync(instanceId, context => Begin(context, options, true), consumed, cancellationToken);

    /// <summary>Loads an instance, prepares it, and runs it until nothing waits.</summary>
    /// <param name="instanceId">Which instance; an unknown one gives <see cref="Burst.Nothing"/>.</param>
    /// <param name="prepare">Schedules work or changes the instance; answers whether that must be stored before anything runs.</param>
    /// <param name="consumed">The request that this burst serves.</param>
    /// <param name="cancellationToken">Stops the burst between or within activities; the last commit stands.</param>
    public async Task<Burst> RunAsync(string instanceId, Func<WorkflowExecutionContext, Task<bool>> prepare, long? consumed, CancellationToken cancellationToken)
    {
        using var held = await locks.EnterAsync(instanceId, cancellationToken);
        if (await StoredInstance.FindAsync(database, serializer, instanceId, cancellationToken) is not { } stored)
            return Burst.Nothing with { Consumed = false };

        await using var scope = services.CreateAsyncScope();
        var graph = await FindGraphAsync(stored.State);
        var context = await WorkflowExecutionContext.CreateAsync(scope.ServiceProvider, graph, stored.State, cancellationToken: cancellationToken);
        var ledger = CommitLedger.Loaded(context, stored.Revision);
        ledger.Consumed = consumed;
        if (await prepare(context))
            await context.CommitAsync();
        await InstanceRunner.DrainAsync(context);
        return new Burst(Respond(extractor.Extract(context)), ledger.Stored, ledger.Consumed is null);
    }

    public async Task<WorkflowState> LoadAsync(string instanceId, CancellationToken cancellationToken) =>
        (await StoredInstance.FindAsync(database, serializer, instanceId, cancellationToken))?.State
        ?? throw new WorkflowInstanceNotFoundException($"There is no workflow instance '{instanceId}'.", instanceId);

    public static RunWorkflowInstanceResponse Respond(WorkflowState state) => new()
    {
        WorkflowInstanceId = state.Id,
        Status = state.Status,
        SubStatus = state.SubStatus,
        Bookmarks = state.Bookmarks,
        Incidents = state.Incidents,
        Output = state.Output
    };

    private static Task<bool> Begin(WorkflowExecutionContext context, RunWorkflowOptions options, bool applies)
    {
        if (applies)
            RunPlan.Apply(context, options);
        return Task.FromResult(false);
    }

    private async Task<WorkflowGraph> FindGraphAsync(WorkflowState state) =>
        await catalog.FindVersionAsync(state.DefinitionId, state.DefinitionVersionId)
        ?? throw new WorkflowDefinitionNotFoundException(
            $"The version '{state.DefinitionVersionId}' of the workflow '{state.DefinitionId}', which the run {state.Id} is of, is gone.",
            new WorkflowDefinitionHandle { DefinitionId = state.DefinitionId });

    private async Task<WorkflowGraph> FindGraphAsync(string definition)
    {
        if (await catalog.FindAsync(definition) is { } graph)
            return graph;
        var all = await catalog.ListAsync();
        return all.FirstOrDefault(item => item.Workflow.Identity.Id == definition) ?? await catalog.FindVersionAsync(null, definition)
            ?? throw new WorkflowDefinitionNotFoundException(
                $"There is no workflow '{definition}'. Registered: {string.Join(", ", all.Select(item => item.Workflow.Identity.DefinitionId).Order())}.",
                new WorkflowDefinitionHandle { DefinitionId = definition });
    }
}
