using System.Text.Json;
using Elsa.Expressions.Helpers;
using Pipeline.Engine.Conversion;

namespace Pipeline.Engine.Http;

/// <summary>A request as a workflow gets it.</summary>
/// <param name="Method">The method, in capitals.</param>
/// <param name="Path">The path that the endpoint listens to.</param>
public sealed record HttpDelivery(string Method, string Path)
{
    /// <summary>The type of the activity that takes it.</summary>
    public const string Endpoint = "Elsa.HttpEndpoint";

    /// <summary>The workflow input that holds it.</summary>
    private const string InputName = "HttpRequest";

    /// <summary>The body: JSON, or text of another kind; null for none.</summary>
    public JsonElement? Body { get; init; }

    public IReadOnlyDictionary<string, string> Query { get; init; } = new Dictionary<string, string>();

    /// <summary>The headers that are for the workflow: never those with credentials.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The workflow input that hands it over.</summary>
    public Dictionary<string, object> ToInput() => new() { [InputName] = JsonSerializer.SerializeToElement(this, EngineJson.Options) };

    /// <summary>The request in a workflow's input, or null.</summary>
    public static HttpDelivery? Of(IDictionary<string, object> input) =>
        input.TryGetValue(InputName, out var value) ? value.ConvertTo<HttpDelivery>() : null;
}
