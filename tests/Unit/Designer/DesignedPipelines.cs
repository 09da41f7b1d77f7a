using Elsa.Workflows;
using Elsa.Workflows.Management;
using Elsa.Workflows.Options;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Pipeline.Activities.Nodes.Pool;
using Pipeline.Activities.Steps;
using Pipeline.Activities.Steps.Mechanism;
using Pipeline.Engine;
using Pipeline.Engine.Definitions;
using Pipeline.Host.Composition;
using Pipeline.Workflows;

namespace Pipeline.Tests.Unit.Designer;

/// <summary>The engine with all activities and pipelines, and runs in memory whose steps only write down what they would do.</summary>
internal sealed class DesignedPipelines : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("pipeline-designed-");
    private readonly ServiceProvider services;
    private readonly NodePoolOptions nodes;

    public DesignedPipelines()
    {
        nodes = new NodePoolOptions
        {
            Workspace = folder.FullName,
            Nodes = [.. Enumerable.Range(1, 2).Select(n => new NodeDefinition { Name = $"gaudi-{n}", Device = "gaudi2", Cards = 8 })],
        };
        services = new ServiceCollection()
            .AddEmbeddedEngine(o => o.DatabasePath = Path.Combine(folder.FullName, "engine.db"))
            .AddActivitiesFrom(typeof(AcquireNodes).Assembly)
            .AddWorkflowsFrom(typeof(PipelineCatalog).Assembly)
            .AddSingleton<INodePool>(new NodePool(nodes, TimeProvider.System))
            .BuildServiceProvider();
    }

    public IDefinitions Definitions => services.GetRequiredService<IDefinitions>();

    public IActivityDescriber Describer => services.GetRequiredService<IActivityDescriber>();

    public IWorkflowSerializer Serializer => services.GetRequiredService<IWorkflowSerializer>();

    /// <summary>The journal of a run, one line for each event.</summary>
    public async Task<IReadOnlyList<string>> JournalAsync(Func<IWorkflowRunner, RunWorkflowOptions, Task<Elsa.Workflows.Models.RunWorkflowResult>> run, IReadOnlyDictionary<string, object?> inputs)
    {
        await using var planning = new PlanningServices(services.GetRequiredService<INodePool>(), Options.Create(new StepOptions())).Build();
        var result = await run(
            planning.GetRequiredService<IWorkflowRunner>(),
            new RunWorkflowOptions { WorkflowInstanceId = "RUN", Input = inputs.Where(i => i.Value is not null).ToDictionary(i => i.Key, i => i.Value!) });
        result.WorkflowState.Incidents.ShouldBeEmpty();
        return [.. result.WorkflowExecutionContext.ExecutionLog.Select(e => $"{e.EventName} {e.ActivityType} {e.ActivityId} {e.NodeId}")];
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }
}
