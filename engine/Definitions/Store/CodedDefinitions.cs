using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Pipeline.Engine.Definitions.Json;
using Pipeline.Engine.Definitions.Layout;
using Pipeline.Engine.Registration;

namespace Pipeline.Engine.Definitions.Store;

/// <summary>The workflows in code, as definitions: laid out, read-only. Each is written when its content is first asked for, and kept.</summary>
internal sealed class CodedDefinitions(WorkflowCatalog catalog)
{
    private readonly ConcurrentDictionary<string, DefinitionVersion> _whole = new();

    /// <summary>All of them, without content.</summary>
    public async Task<IReadOnlyList<DefinitionVersion>> ListAsync() => [.. (await catalog.ListAsync()).Select(Summary)];

    public Task<DefinitionVersion?> FindAsync(string definitionId) => FindAsync(identity => identity.DefinitionId == definitionId);

    public Task<DefinitionVersion?> FindVersionAsync(string versionId) => FindAsync(identity => identity.Id == versionId);

    private async Task<DefinitionVersion?> FindAsync(Func<WorkflowIdentity, bool> choose) =>
        (await catalog.ListAsync()).FirstOrDefault(graph => choose(graph.Workflow.Identity)) is { } graph
            ? _whole.GetOrAdd(graph.Workflow.Identity.Id, _ => Summary(graph) with { Content = Content(graph) })
            : null;

    private static DefinitionVersion Summary(WorkflowGraph graph)
    {
        var (identity, metadata) = (graph.Workflow.Identity, graph.Workflow.WorkflowMetadata);
        return new DefinitionVersion(identity.Id, identity.DefinitionId, identity.Version)
        {
            Name = metadata.Name,
            Description = metadata.Description,
            // Code has no such moment; one that stays keeps exports equal.
            CreatedAt = DateTimeOffset.UnixEpoch,
            IsLatest = true,
            IsPublished = true,
            IsReadonly = true
        };
    }

    private static JsonObject Content(WorkflowGraph graph)
    {
        var json = WorkflowWriter.Write(graph.Workflow, []);
        DefinitionLayout.Apply(json);
        foreach (var name in DefinitionMembers.Own)
            json.Remove(name);
        return json;
    }
}
