namespace Pipeline.Engine.Registration;

/// <summary>The registered workflows as graphs, built on first use and then shared by all runs.</summary>
public sealed class WorkflowCatalog
{
    private readonly Lazy<Task<IReadOnlyDictionary<string, WorkflowGraph>>> _graphs;

    internal WorkflowCatalog(IServiceProvider services, IEnumerable<WorkflowRegistration> registrations, IWorkflowBuilderFactory builders, IWorkflowGraphBuilder graphs) =>
        _graphs = new Lazy<Task<IReadOnlyDictionary<string, WorkflowGraph>>>(() => BuildAsync(services, registrations, builders, graphs));

    /// <summary>All registered workflows.</summary>
    public async Task<IReadOnlyCollection<WorkflowGraph>> ListAsync() => [.. (await _graphs.Value).Values];

    /// <summary>The workflow of that definition id, or null.</summary>
    public async Task<WorkflowGraph?> FindAsync(string definitionId) => (await _graphs.Value).GetValueOrDefault(definitionId);

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
