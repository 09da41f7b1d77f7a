using System.Collections.Concurrent;
using Pipeline.Engine.Definitions.Json;
using Pipeline.Engine.Registration;

namespace Pipeline.Engine.Definitions.Store;

/// <summary>Stored definitions as graphs. Those that never change again are kept for the next run.</summary>
internal sealed class StoredWorkflows(DefinitionStore store, WorkflowReader reader, IWorkflowGraphBuilder graphs) : IWorkflowSource
{
    private const int Kept = 64;

    private readonly ConcurrentDictionary<string, WorkflowGraph> _graphs = new();

    public async Task<WorkflowGraph?> FindPublishedAsync(string definitionId) =>
        await store.PublishedIdAsync(definitionId) is { } versionId ? await FindVersionAsync(versionId) : null;

    public async Task<WorkflowGraph?> FindVersionAsync(string versionId)
    {
        if (_graphs.TryGetValue(versionId, out var known))
            return known;
        if (await store.FindAsync(versionId, CancellationToken.None) is not { } row)
            return null;
        var graph = await BuildAsync(DefinitionStore.Public(row));
        if (row.IsFrozen)
        {
            if (_graphs.Count >= Kept)
                _graphs.Clear();
            _graphs[versionId] = graph;
        }

        return graph;
    }

    /// <exception cref="InvalidDefinitionException">The definition cannot run.</exception>
    public async Task<WorkflowGraph> BuildAsync(DefinitionVersion version) => await graphs.BuildAsync(reader.Read(version.ToJson()));
}
