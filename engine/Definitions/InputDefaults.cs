using System.Text.Json;
using System.Text.Json.Nodes;
using Elsa.Expressions.Helpers;
using Pipeline.Engine.Conversion;
using Pipeline.Engine.Definitions.Json;

namespace Pipeline.Engine.Definitions;

/// <summary>
/// The values of inputs that a run is not given. Elsa's declarations of inputs have no place for them, and the designer drops
/// members that it does not know; a workflow's custom properties it keeps: there they stand, under <see cref="Property"/>, by name.
/// </summary>
internal static class InputDefaults
{
    /// <summary>The custom property: an object with a member for each input that has a default.</summary>
    public const string Property = "inputDefaults";

    /// <summary>Where a definition's content declares its inputs.</summary>
    public const string InputsPath = "$.inputs";

    /// <summary>Where a definition's content has their defaults.</summary>
    public const string DefaultsPath = $"$.customProperties.{Property}";

    /// <summary>What a run gets: what it is given, and the defaults of the rest.</summary>
    public static IDictionary<string, object>? Complete(Elsa.Workflows.Activities.Workflow workflow, IDictionary<string, object>? given)
    {
        if (!workflow.CustomProperties.TryGetValue(Property, out var property) || JsonSerializer.SerializeToNode(property, EngineJson.Options) is not JsonObject defaults)
            return given;
        var all = given is null ? [] : new Dictionary<string, object>(given);
        foreach (var input in workflow.Inputs.Where(input => !all.ContainsKey(input.Name)))
        {
            if (Read(defaults, input.Name, input.Type) is { } value)
                all[input.Name] = value;
        }

        return all;
    }

    /// <summary>The inputs that a definition's content declares; what cannot be read of it is left out.</summary>
    public static IReadOnlyList<DefinitionInput> Of(JsonObject? content) =>
        Of(content?["inputs"] as JsonArray, content?.Object("customProperties")?.Object(Property));

    /// <summary>The same from the two parts of the content that tell of it.</summary>
    public static IReadOnlyList<DefinitionInput> Of(JsonArray? declared, JsonObject? defaults) =>
        [
            .. (declared ?? []).OfType<JsonObject>().Where(input => !string.IsNullOrEmpty(input.Text("name"))).Select(input =>
            {
                var (name, item) = (input.Text("name")!, DefinitionTypes.Find(input.Text("type")) ?? typeof(object));
                var type = input.Flag("isArray") ? item.MakeArrayType() : item;
                return new DefinitionInput(name, type, input.Text("description") ?? "", Read(defaults ?? [], name, type));
            })
        ];

    private static object? Read(JsonObject defaults, string name, Type type)
    {
        try
        {
            return JsonValues.Plain(defaults[name]).ConvertTo(type);
        }
        catch (InvalidCastException)
        {
            // A default that is none: the input has to be given.
            return null;
        }
    }
}
