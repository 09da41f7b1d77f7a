using System.Text.Json;

namespace Elsa.Expressions.Helpers;

/// <summary>Options of a conversion.</summary>
public record ObjectConverterOptions(JsonSerializerOptions? SerializerOptions = null);
