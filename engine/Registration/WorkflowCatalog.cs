using Microsoft.Extensions.DependencyInjection;

namespace Pipeline.Engine.Registration;

/// <summary>The workflows as graphs, built on first use and then shared by all runs: those registered in code, and those of the sources.</summary>
public sealed class WorkflowCatalog
{
    private readonly Lazy<Task<IReadOnlyDictionary<string, WorkflowGraph>>> _graphs;
    private readonly Lazy<IReadOnlyList<IWorkflowSource>> _sources;

    internal WorkflowCatalog(IServiceProvider services, IEnumerable<WorkflowRegistration> registrations, IWorkflowBuilderFactory builders, IWorkflowGraphBuilder graphs)
    {
        _graphs = new Lazy<Task<IReadOnlyDictionary<string, WorkflowGraph>>>(() => BuildAsync(services, registrations, builders, graphs));
        _sources = new Lazy<IReadOnlyList<IWorkflowSource>>(() => [.. services.GetServices<IWorkflowSource>()]);
    }

    /// <summary>All workflows in code.</summary>
    public async Task<IReadOnlyCollection<WorkflowGraph>> ListAsync() => [.. (await _graphs.Value).Values];

    /// <summary>The workflow of that definition id as new runs get it, or null.</summary>
    public async Task<WorkflowGraph?> FindAsync(string definitionId) =>
        (await _graphs.Value).GetValueOrDefault(definitionId) ?? await FirstAsync(source => source.FindPublishedAsync(definitionId));

    /// <summary>
    /// The workflow as runs of that version get it, or null. There is one version of a workflow in code: a run goes on with what
    /// the program holds now.
    /// </summary>
    public async Task<WorkflowGraph?> FindVersionAsync(string? definitionId, string versionId) =>
        (definitionId is null ? null : (await _graphs.Value).GetValueOrDefault(definitionId)) ?? await FirstAsync(source => source.FindVersionAsync(versionId));

    private async Task<WorkflowGraph?> FirstAsync(Func<IWorkflowSource, Task<WorkflowGraph?>> find)
    {
        foreach (var source in _sources.Value)
        {
            if (await find(source) is { } graph)
                return graph;
        }

        return null;
    }

    private static async Task<IReadOnlyDictionary<string, WorkflowGraph>> BuildAsync(
        IServiceProvider services,
        IEnumerable<WorkflowRegistration> registrations,
        IWorkflowBuilderFactory builders,
        IWorkflowGraphBuilder graphs)
    {
        var byDefinition = new Dictionary<string, WorkflowGraph>();
        foreach (var registration in registrations)
        {
            var workflow = await builders.CreateBuilder().BuildWorkflowAsync(registration.Create(services));
            if (!byDefinition.TryAdd(workflow.Identity.DefinitionId, await graphs.BuildAsync(workflow)))
                throw new InvalidOperationException($"The definition id '{workflow.Identity.DefinitionId}' is used by two workflows; one of them is {registration.WorkflowType.Name}.");
        }

        return byDefinition;
    }
}
