using Elsa.Workflows;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Pipeline.Activities.Nodes.Leases;
using Pipeline.Activities.Nodes.Pool;
using Pipeline.Activities.Steps.Mechanism;
using Pipeline.Activities.Steps.Records;
using Pipeline.Engine;

namespace Pipeline.Host.Composition;

/// <summary>The services of one planning: the engine in memory, and steps that only write down what they would do.</summary>
internal sealed class PlanningServices(INodePool pool, IOptions<StepOptions> options)
{
    /// <summary>A fresh set.</summary>
    public ServiceProvider Build()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IStandardOutStreamProvider>(new WorkflowText(TextWriter.Null));
        services.AddEngineCore();
        services.AddSingleton(pool);
        services.AddSingleton(options);
        services.AddSingleton<PlanNotes>();
        services.AddSingleton<ILeases, FreeNodes>();
        services.AddSingleton<IStepRecords, NoRecords>();
        services.AddSingleton<IStepRunner, PlanningStepRunner>();
        return services.BuildServiceProvider();
    }

    /// <summary>For a plan all nodes are free and none is taken.</summary>
    private sealed class FreeNodes(INodePool pool) : ILeases
    {
        public Task<Lease?> RequestAsync(LeaseRequest request, CancellationToken cancellationToken = default) =>
            LeaseSelection.Impossible(pool.Nodes, request) is { } reason
                ? throw new LeaseException(reason)
                : Task.FromResult<Lease?>(new Lease(request.RunId, LeaseSelection.Choose(pool.Nodes, request, new HashSet<string>())!, 0));

        public Task<Lease?> FindAsync(string runId, CancellationToken cancellationToken = default) => Task.FromResult<Lease?>(null);

        public Task ReleaseAsync(string runId, CancellationToken cancellationToken = default) => Task.CompletedTask;

        public Task<IReadOnlyList<LeaseEntry>> ListAsync(CancellationToken cancellationToken = default) => Task.FromResult<IReadOnlyList<LeaseEntry>>([]);
    }

    /// <summary>A plan leaves no records.</summary>
    private sealed class NoRecords : IStepRecords
    {
        public Task SaveAsync(StepRecord record, CancellationToken cancellationToken = default) => Task.CompletedTask;

        public Task RemoveAsync(string runId, CancellationToken cancellationToken = default) => Task.CompletedTask;

        public Task<StepRecord?> FindAsync(string runId, string activityId, int visit, CancellationToken cancellationToken = default) => Task.FromResult<StepRecord?>(null);

        public Task<IReadOnlyList<StepRecord>> ListAsync(string runId, CancellationToken cancellationToken = default) => Task.FromResult<IReadOnlyList<StepRecord>>([]);
    }
}
