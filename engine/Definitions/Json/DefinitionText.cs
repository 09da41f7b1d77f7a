using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pipeline.Engine.Definitions.Json;

/// <summary>
/// A definition as text. Member order, numbers and unknown members are kept as they came, so that the same definition always
/// gives the same bytes.
/// </summary>
public static class DefinitionText
{
    /// <summary>Deepest nesting of objects and arrays.</summary>
    public const int MaxDepth = 128;

    /// <summary>Longest text, in characters.</summary>
    public const int MaxLength = 16 * 1024 * 1024;

    private static readonly JsonNodeOptions Nodes = new() { PropertyNameCaseInsensitive = false };
    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };
    private static readonly JsonSerializerOptions Writing = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = MaxDepth + 8, NewLine = "\n", TypeInfoResolver = JsonSerializerOptions.Default.TypeInfoResolver };
    private static readonly JsonSerializerOptions Compact = new(Writing) { WriteIndented = false };

    /// <summary>Reads a JSON object.</summary>
    /// <exception cref="InvalidDefinitionException">The text is no JSON object, or too large or too deep.</exception>
    public static JsonObject Parse(string text)
    {
        if (text.Length > MaxLength)
            throw new InvalidDefinitionException("$", $"The definition has {text.Length} characters; {MaxLength} are the most.");
        try
        {
            return JsonNode.Parse(text, Nodes, Reading) as JsonObject ?? throw new InvalidDefinitionException("$", "A definition is a JSON object.");
        }
        catch (JsonException e)
        {
            throw new InvalidDefinitionException(e.Path ?? "$", $"This is not valid JSON: {e.Message}");
        }
    }

    /// <summary>Indented text for files; ends with a line break.</summary>
    public static string Write(JsonNode node) => node.ToJsonString(Writing) + "\n";

    /// <summary>Indented UTF-8 for files and downloads.</summary>
    public static byte[] WriteBytes(JsonNode node) => Encoding.UTF8.GetBytes(Write(node));

    /// <summary>One line, for the database.</summary>
    public static string WriteCompact(JsonNode node) => node.ToJsonString(Compact);
}
