namespace Pipeline.Engine.Definitions.Json;

/// <summary>The members of a definition that the store keeps itself, or that are an answer's and no definition's.</summary>
internal static class DefinitionMembers
{
    /// <summary>The schema that exported files name; the designer takes no file without it.</summary>
    public const string Schema = "https://elsaworkflows.io/schemas/workflow-definition/v3.0.0/schema.json";

    public static readonly IReadOnlySet<string> Own = new HashSet<string>
    {
        "$schema", "id", "definitionId", "tenantId", "name", "description", "createdAt", "version", "toolVersion", "isReadonly", "isSystem", "isLatest", "isPublished", "links", "usableAsActivity"
    };
}
