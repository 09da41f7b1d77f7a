using Pipeline.Engine.Definitions.Json;
using Pipeline.Engine.Definitions.Layout;
using Pipeline.Engine.Registration;

namespace Pipeline.Engine.Definitions.Store;

/// <summary>The workflows in code, as definitions: laid out, read-only.</summary>
internal sealed class CodedDefinitions(WorkflowCatalog catalog)
{
    public async Task<IReadOnlyList<DefinitionVersion>> ListAsync() => [.. (await catalog.ListAsync()).Select(graph => Version(graph) with { Content = null })];

    public async Task<DefinitionVersion?> FindAsync(string definitionId) =>
        (await catalog.ListAsync()).FirstOrDefault(graph => graph.Workflow.Identity.DefinitionId == definitionId) is { } graph ? Version(graph) : null;

    public async Task<DefinitionVersion?> FindVersionAsync(string versionId) =>
        (await catalog.ListAsync()).FirstOrDefault(graph => graph.Workflow.Identity.Id == versionId) is { } graph ? Version(graph) : null;

    private static DefinitionVersion Version(WorkflowGraph graph)
    {
        var (identity, metadata) = (graph.Workflow.Identity, graph.Workflow.WorkflowMetadata);
        var json = WorkflowWriter.Write(graph.Workflow, []);
        DefinitionLayout.Apply(json);
        foreach (var name in DefinitionMembers.Own)
            json.Remove(name);
        return new DefinitionVersion(identity.Id, identity.DefinitionId, identity.Version)
        {
            Name = metadata.Name,
            Description = metadata.Description,
            // Code has no such moment; one that stays keeps exports equal.
            CreatedAt = DateTimeOffset.UnixEpoch,
            IsLatest = true,
            IsPublished = true,
            IsReadonly = true,
            Content = json
        };
    }
}
