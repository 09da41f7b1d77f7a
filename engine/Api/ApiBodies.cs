using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Pipeline.Engine.Definitions.Json;
using Pipeline.Engine.Serialization;

namespace Pipeline.Engine.Api;

/// <summary>Reads JSON bodies.</summary>
internal static class ApiBodies
{
    /// <summary>The body; null when it is no JSON of that form.</summary>
    public static async Task<T?> ReadAsync<T>(HttpContext context, StateJson json) where T : class
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<T>(context.Request.Body, json.Options, context.RequestAborted);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The body as an object; an empty one for none.</summary>
    /// <exception cref="InvalidDefinitionException">It is no JSON object.</exception>
    public static async Task<JsonObject> ReadObjectAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var text = await reader.ReadToEndAsync(context.RequestAborted);
        return string.IsNullOrWhiteSpace(text) ? [] : DefinitionText.Parse(text);
    }

    /// <summary>The values of a filter; none for an empty list, which filters nothing.</summary>
    public static ICollection<T>? OrNone<T>(this ICollection<T>? values) => values is { Count: > 0 } ? values : null;
}
