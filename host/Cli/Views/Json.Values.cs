using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pipeline.Host.Cli.Views;

internal static partial class Json
{
    /// <summary>Values by name as an object; empty ones are left out.</summary>
    public static JsonObject Values(IReadOnlyDictionary<string, object?> values) => new(values
        .Where(v => v.Value is not (null or ""))
        .Select(v => KeyValuePair.Create(v.Key, JsonSerializer.SerializeToNode(v.Value, Options))));
}
