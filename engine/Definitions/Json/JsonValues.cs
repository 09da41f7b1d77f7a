using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pipeline.Engine.Definitions.Json;

/// <summary>Reads single JSON values.</summary>
internal static class JsonValues
{
    /// <summary>The text of a string member; null for anything else.</summary>
    public static string? Text(this JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public static string? Text(this JsonObject owner, string name) => owner.TryGetPropertyValue(name, out var node) ? node.Text() : null;

    /// <summary>The texts of an array member.</summary>
    public static IReadOnlyList<string> Texts(this JsonObject owner, string name) =>
        (owner.TryGetPropertyValue(name, out var node) ? node as JsonArray : null)?.Select(item => item.Text()).OfType<string>().ToList() ?? [];

    public static bool Flag(this JsonObject owner, string name) =>
        owner.TryGetPropertyValue(name, out var node) && node is JsonValue value && value.GetValueKind() == JsonValueKind.True;

    public static int? Number(this JsonObject owner, string name) =>
        owner.TryGetPropertyValue(name, out var node) && node is JsonValue value && value.GetValueKind() == JsonValueKind.Number && value.TryGetValue<int>(out var number) ? number : null;

    public static JsonObject? Object(this JsonObject owner, string name) => owner.TryGetPropertyValue(name, out var node) ? node as JsonObject : null;

    /// <summary>Text, truth values and numbers as such, anything else as a <see cref="JsonElement"/>.</summary>
    public static object? Plain(JsonNode? node) => node switch
    {
        null => null,
        JsonValue value => value.GetValueKind() switch
        {
            JsonValueKind.String => value.GetValue<string>(),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Number when value.TryGetValue<int>(out var number) => number,
            JsonValueKind.Number when value.TryGetValue<long>(out var number) => number,
            JsonValueKind.Number when value.TryGetValue<double>(out var number) => number,
            _ => JsonSerializer.SerializeToElement(value)
        },
        _ => JsonSerializer.SerializeToElement(node)
    };

    /// <summary>The members of an object as plain values, nested ones as JSON.</summary>
    public static Dictionary<string, object> Dictionary(JsonObject? members) =>
        members is null ? [] : members.Where(member => member.Value is not null).ToDictionary(member => member.Key, member => Plain(member.Value)!);

    /// <summary>The path of a member: with a dot, or in brackets where the name needs it.</summary>
    public static string Member(string path, string name) =>
        name.Length > 0 && name.All(c => char.IsLetterOrDigit(c) || c is '_' or '$') ? $"{path}.{name}" : $"{path}['{name}']";
}
