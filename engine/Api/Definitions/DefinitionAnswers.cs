using System.Text.Json.Nodes;
using Pipeline.Engine.Definitions;

namespace Pipeline.Engine.Api.Definitions;

/// <summary>Answers about definitions, in the designer's form.</summary>
internal static class DefinitionAnswers
{
    private const string MaterializerName = "Json";

    /// <summary>The whole definition, with links.</summary>
    /// <param name="version">The definition.</param>
    /// <param name="standIns">For what the designer does not know.</param>
    /// <param name="mayEdit">Whether who asks may change it.</param>
    public static JsonObject Whole(DefinitionVersion version, StandIns standIns, bool mayEdit = true)
    {
        var json = standIns.Put(version.ToJson());
        json.Insert(0, "links", Links(version, mayEdit));
        return json;
    }

    /// <summary>A definition in a list.</summary>
    public static JsonObject Summary(DefinitionVersion version, bool mayEdit = true)
    {
        var json = new JsonObject { ["links"] = Links(version, mayEdit), ["isMaterializerAvailable"] = true, ["id"] = version.Id, ["definitionId"] = version.DefinitionId };
        if (version.Name is not null)
            json["name"] = version.Name;
        if (version.Description is not null)
            json["description"] = version.Description;
        json["version"] = version.Version;
        if (version.ToolVersion is not null)
            json["toolVersion"] = version.ToolVersion;
        json["isLatest"] = version.IsLatest;
        json["isPublished"] = version.IsPublished;
        json["materializerName"] = MaterializerName;
        json["createdAt"] = version.CreatedAt;
        json["isReadonly"] = version.IsReadonly;
        return json;
    }

    /// <summary>What the designer reads after saving and publishing.</summary>
    public static JsonObject Saved(DefinitionVersion version, StandIns standIns, bool alreadyPublished) =>
        new() { ["workflowDefinition"] = Whole(version, standIns), ["alreadyPublished"] = alreadyPublished, ["consumingWorkflowCount"] = 0 };

    public static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);

    /// <summary>The links of a list: with them the designer lets its user edit.</summary>
    public static JsonArray ListLinks() => new(
        [.. ((string[])["bulk-publish", "bulk-retract", "bulk-delete"]).Select(rel => Link($"/bulk-actions/{rel["bulk-".Length..]}/workflow-definitions/by-definition-ids", rel, "POST")), Link("/workflow-definitions", "create", "POST"), Link("/workflow-definitions/import", "import", "POST")]);

    /// <summary>A definition that cannot be changed, or not by who asks, has no <c>publish</c>: by that the designer knows.</summary>
    private static JsonArray Links(DefinitionVersion version, bool mayEdit)
    {
        var path = $"/workflow-definitions/{version.DefinitionId}";
        var links = new JsonArray(
            Link($"/workflow-definitions/by-definition-id/{version.DefinitionId}", "self", "GET"),
            Link($"{path}/versions", "versions", "GET"),
            Link($"{path}/dispatch", "dispatch", "POST"),
            Link($"{path}/execute", "execute", "POST"),
            Link($"{path}/export", "export", "POST"));
        if (version.IsReadonly || !mayEdit)
            return links;
        links.Add(Link($"{path}/publish", "publish", "POST"));
        links.Add(Link($"{path}/retract", "retract", "POST"));
        links.Add(Link(path, "delete", "DELETE"));
        links.Add(Link($"{path}/import", "import", "PUT"));
        return links;
    }

    private static JsonObject Link(string href, string rel, string method) => new() { ["href"] = href, ["rel"] = rel, ["method"] = method };
}
