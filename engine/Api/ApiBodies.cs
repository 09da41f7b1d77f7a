using System.Text.Json;
using Microsoft.AspNetCore.Http;
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
}
