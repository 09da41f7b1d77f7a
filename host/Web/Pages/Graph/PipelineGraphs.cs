using System.Collections.Concurrent;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Workflows;

namespace Pipeline.Host.Web.Pages.Graph;

/// <summary>The graphs of the pipelines, laid out; made when first asked for.</summary>
internal sealed class PipelineGraphs(IServiceScopeFactory scopes)
{
    private readonly ConcurrentDictionary<string, Task<GraphLayout?>> layouts = new();

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
        return workflow.Root is Flowchart chart ? GraphLayout.Of(GraphReader.Read(chart)) : null;
    }
}
