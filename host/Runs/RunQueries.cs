using System.Globalization;
using System.Runtime.CompilerServices;
using Elsa.Common.Entities;
using Elsa.Common.Models;
using Elsa.Workflows;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Management.Filters;
using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Entities;
using Elsa.Workflows.Runtime.Filters;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Activities.Steps.Mechanism;
using Pipeline.Activities.Steps.Records;

namespace Pipeline.Host.Runs;

/// <summary>Reads runs for people.</summary>
internal sealed class RunQueries(IServiceScopeFactory scopes, IStepRecords records, RunLocks locks, ServeLock serving)
{
    private const int PageSize = 200;
    private const int ShortestBeginning = 3;
    private const int MostNamed = 10;

    /// <summary>The run with its steps, by id or an unambiguous beginning.</summary>
    public async Task<RunView?> FindAsync(string run, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var store = scope.ServiceProvider.GetRequiredService<IWorkflowInstanceStore>();
        var instance = await store.FindAsync(new WorkflowInstanceFilter { Id = run }, cancellationToken) ?? await ByBeginningAsync(store, run, cancellationToken);
        return instance is null ? null : Describe(instance, await records.ListAsync(instance.Id, cancellationToken));
    }

    /// <summary>The run of exactly this id.</summary>
    public async Task<RunView?> FindExactAsync(string run, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await FindAsync(scope.ServiceProvider, run, cancellationToken) is { } instance ? Describe(instance, await records.ListAsync(run, cancellationToken)) : null;
    }

    /// <summary>The newest first, without steps.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="skip">How many to pass over.</param>
    /// <param name="limit">Most runs.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public async Task<IReadOnlyList<RunView>> ListAsync(RunFilter filter, int skip, int limit, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var store = scope.ServiceProvider.GetRequiredService<IWorkflowInstanceStore>();
        var order = new WorkflowInstanceOrder<DateTimeOffset>(i => i.CreatedAt, OrderDirection.Descending);
        if (filter.IsStored)
        {
            var exact = await store.FindManyAsync(filter.ToStored(), PageArgs.FromRange(skip, limit), order, cancellationToken);
            return await ListedAsync(exact.Items, cancellationToken);
        }

        var found = new List<RunView>();
        for (var seen = 0; found.Count < skip + limit; seen += PageSize)
        {
            var page = await store.FindManyAsync(filter.ToStored(), PageArgs.FromRange(seen, PageSize), order, cancellationToken);
            found.AddRange((await ListedAsync(page.Items, cancellationToken)).Where(r => r.Status == filter.Status));
            if (page.Items.Count < PageSize)
                break;
        }

        return [.. found.Skip(skip).Take(limit)];
    }

    /// <summary>Who asked for a run; null when there is no such run.</summary>
    public async Task<RunOrigin?> OriginAsync(string run, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await FindAsync(scope.ServiceProvider, run, cancellationToken) is { } instance ? RunOrigin.Of(instance.WorkflowState.Properties) : null;
    }

    /// <summary>What is recorded of the executions of some of a run's activities, in the order in which they began.</summary>
    public async Task<IReadOnlyList<ActivityExecutionRecord>> ExecutionsAsync(string run, ICollection<string> activities, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var filter = new ActivityExecutionRecordFilter { WorkflowInstanceId = run, ActivityIds = activities };
        return [.. await scope.ServiceProvider.GetRequiredService<IActivityExecutionStore>().FindManyAsync(filter, cancellationToken)];
    }

    /// <summary>
    /// The ids of the runs that have not ended and that this process may drive, oldest first, read page by page. What a run
    /// starts begins in the process that drives it, and is that process's as long as it drives it.
    /// </summary>
    public async IAsyncEnumerable<string> OpenAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var order = new WorkflowInstanceOrder<DateTimeOffset>(i => i.CreatedAt, OrderDirection.Ascending);
        var filter = new WorkflowInstanceFilter { WorkflowStatus = WorkflowStatus.Running };
        for (var seen = 0; ;)
        {
            await using var scope = scopes.CreateAsyncScope();
            var store = scope.ServiceProvider.GetRequiredService<IWorkflowInstanceStore>();
            var page = await store.SummarizeManyAsync(filter, PageArgs.FromRange(seen, PageSize), order, cancellationToken);
            // Asked after the page was read: whoever starts what is on it, still drives it.
            var elsewhere = await ChildrenElsewhereAsync(store, cancellationToken);
            foreach (var run in page.Items.Where(run => !elsewhere.Contains(run.Id)))
                yield return run.Id;
            if (page.Items.Count < PageSize)
                yield break;
            seen += PageSize;
        }
    }

    private async Task<IReadOnlySet<string>> ChildrenElsewhereAsync(IWorkflowInstanceStore store, CancellationToken cancellationToken)
    {
        var parents = locks.TakenElsewhere();
        return parents.Count == 0
            ? new HashSet<string>()
            : (await store.FindManyIdsAsync(new WorkflowInstanceFilter { ParentWorkflowInstanceIds = [.. parents], WorkflowStatus = WorkflowStatus.Running }, cancellationToken)).ToHashSet();
    }

    private static ValueTask<WorkflowInstance?> FindAsync(IServiceProvider services, string run, CancellationToken cancellationToken) =>
        services.GetRequiredService<IWorkflowInstanceStore>().FindAsync(new WorkflowInstanceFilter { Id = run }, cancellationToken);

    private static async Task<WorkflowInstance?> ByBeginningAsync(IWorkflowInstanceStore store, string beginning, CancellationToken cancellationToken)
    {
        var ids = (await store.FindManyIdsAsync(new WorkflowInstanceFilter(), cancellationToken))
            .Where(id => beginning.Length > 0 && id.StartsWith(beginning, StringComparison.Ordinal)).ToList();
        if (ids.Count > 0 && beginning.Length < ShortestBeginning)
            throw new InputException(string.Create(CultureInfo.InvariantCulture, $"'{beginning}' is too short to tell runs apart. Give {ShortestBeginning} characters of the id or more."));
        return ids.Count > 1
            ? throw new InputException($"'{beginning}' is the beginning of several runs: {string.Join(", ", ids.Take(MostNamed))}{(ids.Count > MostNamed ? ", …" : "")}. Give more of the id.")
            : ids is [var id] ? await store.FindAsync(new WorkflowInstanceFilter { Id = id }, cancellationToken) : null;
    }

    /// <summary>Only the steps of a run that is driven tell whether it waits; few are.</summary>
    private async Task<IReadOnlyList<RunView>> ListedAsync(IEnumerable<WorkflowInstance> instances, CancellationToken cancellationToken)
    {
        var views = new List<RunView>();
        foreach (var instance in instances)
        {
            var steps = instance.Status == WorkflowStatus.Running && locks.IsTaken(instance.Id) ? await records.ListAsync(instance.Id, cancellationToken) : [];
            views.Add(Describe(instance, steps) with { Steps = [] });
        }

        return views;
    }

    private RunView Describe(WorkflowInstance instance, IReadOnlyList<StepRecord> steps)
    {
        var state = instance.WorkflowState;
        var session = RunSession.Of(state.Properties);
        var status = StatusOf(instance, steps);
        var origin = RunOrigin.Of(state.Properties);
        var failure = status == RunStatus.Failed ? session.Failure : null;
        return new RunView(instance.Id, instance.DefinitionId, status, instance.CreatedAt, instance.FinishedAt)
        {
            Version = instance.DefinitionVersionId,
            Title = instance.Name is { Length: > 0 } name ? name : instance.DefinitionId,
            Inputs = state.Input.ToDictionary(i => i.Key, i => (object?)i.Value),
            Outputs = state.Output.ToDictionary(o => o.Key, o => (object?)o.Value),
            Steps = steps,
            Nodes = session.Nodes,
            By = origin.By,
            Delivery = origin.Delivery?.Key,
            Correlation = instance.CorrelationId,
            Error = failure is not null
                ? (failure.Node is null ? failure.Failure.Summary : $"{failure.Node}: {failure.Failure.Summary}")
                : status == RunStatus.Failed && state.Incidents.LastOrDefault() is { } incident ? Explain(incident) : null,
            Remedy = failure?.Failure.Remedy,
        };
    }

    /// <summary>The message, and its cause: Elsa's messages about inputs do not tell it.</summary>
    private static string Explain(ActivityIncident incident) => incident.Exception?.InnerException?.Message is { Length: > 0 } cause && !incident.Message.Contains(cause, StringComparison.Ordinal)
        ? $"{incident.Message}: {cause}"
        : incident.Message;

    private RunStatus StatusOf(WorkflowInstance instance, IReadOnlyList<StepRecord> steps) => (instance.Status, instance.SubStatus) switch
    {
        (WorkflowStatus.Finished, WorkflowSubStatus.Faulted) => RunStatus.Failed,
        (WorkflowStatus.Finished, WorkflowSubStatus.Cancelled) => RunStatus.Cancelled,
        (WorkflowStatus.Finished, _) => RunStatus.Finished,
        // Whoever serves the folder takes it up when its turn comes.
        _ when !locks.IsTaken(instance.Id) => serving.IsTaken() ? RunStatus.Waiting : RunStatus.Interrupted,
        _ when steps.Any(s => s.State == StepState.Waiting) => RunStatus.Waiting,
        _ => RunStatus.Running,
    };
}
