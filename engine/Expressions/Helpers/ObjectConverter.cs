using System.Text.Json;
using Pipeline.Engine.Conversion;

namespace Elsa.Expressions.Helpers;

/// <summary>
/// Converts between the forms a value takes on its way through a workflow: CLR objects, JSON (after a round trip of the
/// state), and text (from a designer or a command line).
/// </summary>
public static class ObjectConverter
{
    public static T? ConvertTo<T>(this object? value, ObjectConverterOptions? converterOptions = null) =>
        value is T typed ? typed : ConvertTo(value, typeof(T), converterOptions) is { } converted ? (T)converted : default;

    /// <exception cref="InvalidCastException">The value cannot be read as <paramref name="targetType"/>.</exception>
    public static object? ConvertTo(this object? value, Type targetType, ObjectConverterOptions? converterOptions = null)
    {
        if (value is null)
            return null;
        if (targetType.IsInstanceOfType(value))
            return value;

        try
        {
            return Conversions.Convert(value, Nullable.GetUnderlyingType(targetType) ?? targetType, converterOptions?.SerializerOptions ?? EngineJson.Options);
        }
        catch (Exception e) when (e is JsonException or FormatException or OverflowException or NotSupportedException or ArgumentException or InvalidOperationException)
        {
            throw new InvalidCastException($"The value '{Conversions.Describe(value)}' ({value.GetType().Name}) cannot be read as {targetType.Name}: {e.Message}", e);
        }
    }
}
