using Elsa.Workflows.Activities;
using Elsa.Workflows.Management;
using Pipeline.Engine.Definitions;
using Pipeline.Engine.Definitions.Triggers;
using Pipeline.Engine.Http;

namespace Pipeline.Host.Runs;

/// <summary>Workflows that users designed, as things to run: by the id of the definition, or by its name. What runs is the published version.</summary>
internal sealed class DesignedWorkflows(IDefinitions definitions, IWorkflowSerializer serializer)
{
    /// <summary>The published ones.</summary>
    public async Task<IReadOnlyList<WorkflowInfo>> ListAsync(CancellationToken cancellationToken)
    {
        var published = await StoredAsync(VersionChoice.Published, cancellationToken);
        var inputs = await definitions.InputsAsync([.. published.Select(v => v.Id)], cancellationToken);
        // One that was deleted in between has no inputs any more, and is left out.
        return
        [
            .. published.Where(v => inputs.ContainsKey(v.Id))
                .Select(v => new WorkflowInfo(v.DefinitionId, v.Description ?? "", [.. inputs[v.Id].Select(i => RunInput.Of(i).ToInfo())]) { Title = v.Name ?? v.DefinitionId })
        ];
    }

    /// <summary>The published version with all its inputs; null when there is no definition of that id or name.</summary>
    /// <param name="workflow">Id, or name in any case.</param>
    /// <param name="set">The inputs as texts.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="InputException">It cannot be run like this; every fault.</exception>
    public async Task<CheckedRun?> CheckAsync(string workflow, IReadOnlyDictionary<string, string> set, CancellationToken cancellationToken)
    {
        if (await FindAsync(workflow, cancellationToken) is not { } version)
            return null;
        var title = version.Name ?? version.DefinitionId;
        var reading = InputReader.Read(title, [.. version.Inputs.Select(RunInput.Of)], set);
        var trigger = Beginning.TriggerOf(Read(version));
        if (trigger is { Type: HttpDelivery.Endpoint })
            throw new InputException($"{title} begins with a request: POST it to the path of its HTTP endpoint under /hooks, signed or with an operator's key.");
        return reading.Faults.Count > 0 ? throw new InputException(reading.Faults) : new CheckedRun(title, version.Id, reading.Values, []) { Designed = version, Trigger = trigger?.Id };
    }

    /// <summary>The workflow of a version.</summary>
    public Workflow Read(DefinitionVersion version) => serializer.Deserialize(version.ToJson().ToJsonString());

    private async Task<DefinitionVersion?> FindAsync(string workflow, CancellationToken cancellationToken)
    {
        var all = await StoredAsync(new VersionChoice(VersionRule.LatestOrPublished), cancellationToken);
        var named = all.Where(v => v.DefinitionId == workflow).ToList();
        if (named.Count == 0)
            named = [.. all.Where(v => string.Equals(v.Name, workflow, StringComparison.OrdinalIgnoreCase))];
        var ids = named.Select(v => v.DefinitionId).Distinct().ToList();
        if (ids.Count > 1)
            throw new InputException($"{ids.Count} definitions are called '{workflow}': {string.Join(", ", ids)}. Give the id of one.");
        if (ids.Count == 0)
            return null;
        var published = named.Find(v => v.IsPublished)
            ?? throw new InputException($"The definition '{ids[0]}' is a draft, and only published versions run. 'pipeline definitions publish {ids[0]}' publishes it.");
        return await definitions.FindVersionAsync(published.Id, cancellationToken);
    }

    private async Task<IReadOnlyList<DefinitionVersion>> StoredAsync(VersionChoice versions, CancellationToken cancellationToken) =>
        [.. (await definitions.ListAsync(versions, cancellationToken)).Where(v => !v.IsReadonly)];
}
