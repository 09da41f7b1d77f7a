using System.Collections.Concurrent;
using Pipeline.Engine.Definitions.Json;
using Pipeline.Engine.Registration;

namespace Pipeline.Engine.Definitions.Store;

/// <summary>Stored definitions as graphs. Only versions that never change again run; they are kept for the next run.</summary>
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
        // A draft could change under its run.
        if (await store.FindAsync(versionId, CancellationToken.None) is not { IsFrozen: true } row)
            return null;
        var graph = await BuildAsync(DefinitionStore.Public(row));
        if (_graphs.Count >= Kept)
            _graphs.Clear();
        return _graphs[versionId] = graph;
    }

    /// <summary>Forgets versions that were deleted: an import may bring their ids again with other content.</summary>
    public void Forget(IEnumerable<string> versionIds)
    {
        foreach (var id in versionIds)
            _graphs.TryRemove(id, out _);
    }

    /// <exception cref="InvalidDefinitionException">The definition cannot run.</exception>
    public async Task<WorkflowGraph> BuildAsync(DefinitionVersion version) => await graphs.BuildAsync(reader.Read(version.ToJson()));
}
