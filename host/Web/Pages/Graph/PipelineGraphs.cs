using System.Collections.Concurrent;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Engine.Registration;
using Pipeline.Host.Runs;
using Pipeline.Workflows;

namespace Pipeline.Host.Web.Pages.Graph;

/// <summary>The graphs of the pipelines, laid out once, and of designed workflows.</summary>
internal sealed class PipelineGraphs(IServiceScopeFactory scopes, WorkflowCatalog catalog)
{
    private readonly ConcurrentDictionary<string, Task<GraphLayout?>> layouts = new();

    /// <summary>The graph of what a run executes; null when it is no flowchart, or is not known any more.</summary>
    public async Task<GraphLayout?> FindAsync(RunView run)
    {
        if (PipelineCatalog.All.Any(p => p.Name == run.Workflow))
            return await FindAsync(run.Workflow);
        var version = run.Version is null ? null : await catalog.FindVersionAsync(run.Workflow, run.Version);
        return version?.Workflow.Root is Flowchart chart ? Lay(chart) : null;
    }

    /// <summary>The graph of a pipeline; null when it is none that comes with the product, or no flowchart.</summary>
    public Task<GraphLayout?> FindAsync(string pipeline) => layouts.GetOrAdd(pipeline, MakeAsync);

    private async Task<GraphLayout?> MakeAsync(string name)
    {
        if (PipelineCatalog.All.FirstOrDefault(p => p.Name == name) is not { } pipeline)
            return null;
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var workflow = await services.GetRequiredService<IWorkflowBuilderFactory>().CreateBuilder().BuildWorkflowAsync(pipeline);
        await services.GetRequiredService<IWorkflowGraphBuilder>().BuildAsync(workflow);
        return workflow.Root is Flowchart chart ? Lay(chart) : null;
    }

    private static GraphLayout? Lay(Flowchart chart) => GraphReader.Read(chart) is { } graph ? GraphLayout.Of(graph) : null;
}
