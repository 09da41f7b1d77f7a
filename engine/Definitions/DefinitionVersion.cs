using System.Text.Json.Nodes;
using Pipeline.Engine.Definitions.Json;

namespace Pipeline.Engine.Definitions;

/// <summary>A version of a workflow definition: designed and stored, or written in code.</summary>
/// <param name="Id">The version's id.</param>
/// <param name="DefinitionId">The definition's id.</param>
/// <param name="Version">Counts from 1.</param>
public sealed record DefinitionVersion(string Id, string DefinitionId, int Version)
{
    public string? Name { get; init; }
    public string? Description { get; init; }
    public string? ToolVersion { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public bool IsLatest { get; init; }
    public bool IsPublished { get; init; }

    /// <summary>Whether it is written in code and can be looked at, run and exported, but not changed.</summary>
    public bool IsReadonly { get; init; }

    /// <summary>Variables, inputs, outputs, options, root and unknown members; null in lists.</summary>
    public JsonObject? Content { get; init; }

    /// <summary>The inputs it declares; none in lists, which have no content.</summary>
    public IReadOnlyList<DefinitionInput> Inputs => InputDefaults.Of(Content);

    /// <summary>The whole definition, members in the order of Elsa's server.</summary>
    public JsonObject ToJson()
    {
        var json = new JsonObject { ["id"] = Id, ["definitionId"] = DefinitionId };
        if (Name is not null)
            json["name"] = Name;
        if (Description is not null)
            json["description"] = Description;
        json["createdAt"] = CreatedAt;
        json["version"] = Version;
        if (ToolVersion is not null)
            json["toolVersion"] = ToolVersion;
        AddContent(json, ["variables", "inputs", "outputs", "outcomes", "customProperties"]);
        json["isReadonly"] = IsReadonly;
        json["isSystem"] = false;
        json["isLatest"] = IsLatest;
        json["isPublished"] = IsPublished;
        AddContent(json, ["options", "root"]);
        AddContent(json, Content?.Select(member => member.Key).Where(name => !json.ContainsKey(name)).ToList() ?? []);
        return json;
    }

    /// <summary>
    /// The definition as a file for exchange; the designer takes it, and so does Elsa. A file is always a draft: what is published is
    /// a matter of each host, and what comes back from one is the same file. One that is written in code gets another id, so that
    /// what is imported can be changed and does not stand in for the original.
    /// </summary>
    public JsonObject ToExport()
    {
        var own = IsReadonly ? this with { Id = $"{DefinitionId}-designed:v1", DefinitionId = $"{DefinitionId}-designed", IsReadonly = false } : this;
        var json = (own with { IsLatest = true, IsPublished = false }).ToJson();
        json.Insert(0, "$schema", DefinitionMembers.Schema);
        return json;
    }

    private void AddContent(JsonObject json, IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            if (Content is not null && Content.TryGetPropertyValue(name, out var value))
                json[name] = value?.DeepClone();
        }
    }
}
