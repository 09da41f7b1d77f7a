using System.Text.Json;

namespace Elsa.Expressions.Helpers;

/// <summary>Options of a conversion.</summary>
public record ObjectConverterOptions
{
    internal ObjectConverterOptions(JsonSerializerOptions? serializerOptions) => SerializerOptions = serializerOptions;

    /// <summary>How JSON is read; null for the engine's own way.</summary>
    public JsonSerializerOptions? SerializerOptions { get; init; }
}
