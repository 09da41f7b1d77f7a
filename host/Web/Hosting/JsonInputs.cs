using System.Text.Json;
using Pipeline.Host.Runs;

namespace Pipeline.Host.Web.Hosting;

/// <summary>A JSON object as the inputs of a pipeline, each as the text that <c>--set</c> would take. Nothing in it is ever anything but text.</summary>
internal static class JsonInputs
{
    private const int Deepest = 8;

    /// <summary>The members of a body.</summary>
    /// <exception cref="InputException">It is no object, or every member that can be no input.</exception>
    public static Dictionary<string, string> Read(ReadOnlyMemory<byte> body) => Read(Parse(body));

    /// <summary>The members of an object.</summary>
    /// <exception cref="InputException">Every member that can be no input.</exception>
    public static Dictionary<string, string> Read(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
            throw new InputException($"The body is {Name(json.ValueKind)}; send a JSON object, e.g. {{\"model\": \"…\"}}.");
        var faults = new List<string>();
        var set = new Dictionary<string, string>();
        foreach (var member in json.EnumerateObject().Where(m => m.Value.ValueKind != JsonValueKind.Null))
        {
            if (Text(member.Value) is { } text)
                set[member.Name] = text;
            else
                faults.Add($"{member.Name}: give a text, a number, true or false, or a list of words or numbers without commas in them.");
        }

        return faults.Count > 0 ? throw new InputException(faults) : set;
    }

    /// <summary>The body as JSON.</summary>
    /// <exception cref="InputException">It is no JSON, nests too deeply, or names a member twice.</exception>
    public static JsonElement Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = Deepest, AllowDuplicateProperties = false });
            return document.RootElement.Clone();
        }
        catch (JsonException e)
        {
            throw new InputException($"The body is not the JSON this takes (at most {Deepest} levels, no member twice): {e.Message}");
        }
    }

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Array => List(value),
        _ => null,
    };

    private static string? List(JsonElement array)
    {
        var words = array.EnumerateArray().Select(e => e.ValueKind is JsonValueKind.String or JsonValueKind.Number ? Text(e) : null).ToList();
        return words.TrueForAll(w => w is not null && !w.Contains(',', StringComparison.Ordinal)) ? string.Join(',', words) : null;
    }

    private static string Name(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Array => "a list",
        JsonValueKind.Null => "null",
        _ => "a single value",
    };
}
