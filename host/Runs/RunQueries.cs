using Elsa.Common.Entities;
using Elsa.Common.Models;
using Elsa.Workflows;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Management.Filters;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Activities.Steps.Mechanism;
using Pipeline.Activities.Steps.Records;

namespace Pipeline.Host.Runs;

/// <summary>Reads runs for people.</summary>
internal sealed class RunQueries(IServiceScopeFactory scopes, IStepRecords records, RunLocks locks)
{
    /// <summary>The run with its steps, by id or an unambiguous beginning.</summary>
    public async Task<RunView?> FindAsync(string run, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var store = scope.ServiceProvider.GetRequiredService<IWorkflowInstanceStore>();
        var instance = await store.FindAsync(new WorkflowInstanceFilter { Id = run }, cancellationToken) ?? await ByBeginningAsync(store, run, cancellationToken);
        return instance is null ? null : Describe(instance, await records.ListAsync(instance.Id, cancellationToken));
    }

    /// <summary>The newest first.</summary>
    public async Task<IReadOnlyList<RunView>> ListAsync(int limit, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var store = scope.ServiceProvider.GetRequiredService<IWorkflowInstanceStore>();
        var order = new WorkflowInstanceOrder<DateTimeOffset>(i => i.CreatedAt, OrderDirection.Descending);
        var page = await store.FindManyAsync(new WorkflowInstanceFilter(), PageArgs.FromRange(0, limit), order, cancellationToken);
        return [.. page.Items.Select(i => Describe(i, []))];
    }

    /// <summary>The ids of all runs that have not ended, oldest first.</summary>
    public async Task<IReadOnlyList<string>> OpenAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var store = scope.ServiceProvider.GetRequiredService<IWorkflowInstanceStore>();
        var open = await store.FindManyAsync(new WorkflowInstanceFilter { WorkflowStatus = WorkflowStatus.Running }, cancellationToken);
        return [.. open.OrderBy(i => i.CreatedAt).Select(i => i.Id)];
    }

    private static async Task<WorkflowInstance?> ByBeginningAsync(IWorkflowInstanceStore store, string beginning, CancellationToken cancellationToken)
    {
        if (beginning.Length < 3)
            return null;
        var ids = (await store.FindManyIdsAsync(new WorkflowInstanceFilter(), cancellationToken))
            .Where(id => id.StartsWith(beginning, StringComparison.Ordinal)).ToList();
        return ids.Count > 1
            ? throw new InputException($"'{beginning}' is the beginning of several runs: {string.Join(", ", ids)}. Give more of the id.")
            : ids is [var id] ? await store.FindAsync(new WorkflowInstanceFilter { Id = id }, cancellationToken) : null;
    }

    private RunView Describe(WorkflowInstance instance, IReadOnlyList<StepRecord> steps)
    {
        var state = instance.WorkflowState;
        var session = RunSession.Of(state.Properties);
        var status = StatusOf(instance, steps);
        var failure = status == RunStatus.Failed ? session.Failure : null;
        return new RunView(instance.Id, instance.DefinitionId, status, instance.CreatedAt, instance.FinishedAt)
        {
            Inputs = state.Input.ToDictionary(i => i.Key, i => (object?)i.Value),
            Outputs = state.Output.ToDictionary(o => o.Key, o => (object?)o.Value),
            Steps = steps,
            Nodes = session.Nodes,
            Error = failure is not null
                ? (failure.Node is null ? failure.Failure.Summary : $"{failure.Node}: {failure.Failure.Summary}")
                : status == RunStatus.Failed ? state.Incidents.LastOrDefault()?.Message : null,
            Remedy = failure?.Failure.Remedy,
        };
    }

    private RunStatus StatusOf(WorkflowInstance instance, IReadOnlyList<StepRecord> steps) => (instance.Status, instance.SubStatus) switch
    {
        (WorkflowStatus.Finished, WorkflowSubStatus.Faulted) => RunStatus.Failed,
        (WorkflowStatus.Finished, WorkflowSubStatus.Cancelled) => RunStatus.Cancelled,
        (WorkflowStatus.Finished, _) => RunStatus.Finished,
        _ when !locks.IsTaken(instance.Id) => RunStatus.Interrupted,
        _ when steps.Any(s => s.State == StepState.Waiting) => RunStatus.Waiting,
        _ => RunStatus.Running,
    };
}
