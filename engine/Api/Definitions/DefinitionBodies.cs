using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Pipeline.Engine.Definitions.Json;

namespace Pipeline.Engine.Api.Definitions;

/// <summary>Reads bodies.</summary>
internal static class DefinitionBodies
{
    /// <summary>The body as an object; an empty one for none.</summary>
    /// <exception cref="InvalidDefinitionException">It is no JSON object.</exception>
    public static async Task<JsonObject> ReadAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var text = await reader.ReadToEndAsync(context.RequestAborted);
        return string.IsNullOrWhiteSpace(text) ? [] : DefinitionText.Parse(text);
    }

    /// <summary>The texts of a list member.</summary>
    public static IReadOnlyList<string> Texts(this JsonObject body, string name) =>
        (body.TryGetPropertyValue(name, out var node) ? node as JsonArray : null)?.Select(item => item.Text()).OfType<string>().ToList() ?? [];
}
