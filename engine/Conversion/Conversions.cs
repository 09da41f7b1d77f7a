using System.Collections;
using System.ComponentModel;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pipeline.Engine.Conversion;

/// <summary>The conversions between JSON, text, primitives, collections and objects.</summary>
internal static class Conversions
{
    /// <summary>Converts a non-null value that is not yet of the target type.</summary>
    public static object? Convert(object value, Type target, JsonSerializerOptions options)
    {
        if (target.IsInstanceOfType(value))
            return value;

        return value switch
        {
            JsonElement element => FromJson(element, target, options),
            JsonNode node => FromJson(node.Deserialize<JsonElement>(), target, options),
            string text => FromText(text, target, options),
            _ when target == typeof(string) => ToText(value, options),
            _ when target.IsEnum => Enum.ToObject(target, value),
            IConvertible when IsNumeric(target) || target == typeof(bool) => System.Convert.ChangeType(value, target, CultureInfo.InvariantCulture),
            DateTimeOffset moment when target == typeof(DateTime) => moment.UtcDateTime,
            DateTime moment when target == typeof(DateTimeOffset) => new DateTimeOffset(moment),
            _ => JsonSerializer.SerializeToElement(value, value.GetType(), options).Deserialize(target, options)
        };
    }

    /// <summary>The value as short text for a message.</summary>
    public static string Describe(object value)
    {
        var text = value.ToString() ?? "";
        return text.Length <= 80 ? text : text[..80] + "…";
    }

    private static object? FromJson(JsonElement element, Type target, JsonSerializerOptions options)
    {
        if (target == typeof(object))
            return element;
        if (target == typeof(JsonNode) || target.IsSubclassOf(typeof(JsonNode)))
            return element.Deserialize(target, options);

        return element.ValueKind switch
        {
            JsonValueKind.Null or JsonValueKind.Undefined => null,
            JsonValueKind.String => FromText(element.GetString()!, target, options),
            _ when target == typeof(string) => element.ValueKind is JsonValueKind.True ? "true" : element.ValueKind is JsonValueKind.False ? "false" : element.GetRawText(),
            _ => element.Deserialize(target, options)
        };
    }

    private static object? FromText(string text, Type target, JsonSerializerOptions options)
    {
        if (target == typeof(string) || target == typeof(object))
            return text;
        if (target.IsEnum)
            return Enum.Parse(target, text, ignoreCase: true);
        if (target == typeof(Type))
            return Type.GetType(text, throwOnError: false) ?? throw new FormatException("no such type");
        if (text.Length == 0 && (target.IsValueType || IsNumeric(target)))
            return Activator.CreateInstance(target);
        if (IsNumeric(target))
            return System.Convert.ChangeType(decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture), target, CultureInfo.InvariantCulture);
        if (target == typeof(byte[]))
            return System.Convert.FromBase64String(text);

        var trimmed = text.AsSpan().TrimStart();
        if (trimmed.Length > 0 && trimmed[0] is '{' or '[')
            return JsonSerializer.Deserialize(text, target, options);
        if (typeof(IEnumerable).IsAssignableFrom(target))
            return JsonSerializer.Deserialize(JsonSerializer.Serialize(new[] { text }, options), target, options);

        var converter = TypeDescriptor.GetConverter(target);
        return converter.CanConvertFrom(typeof(string))
            ? converter.ConvertFromInvariantString(text)
            : JsonSerializer.Deserialize(JsonSerializer.Serialize(text, options), target, options);
    }

    private static string ToText(object value, JsonSerializerOptions options) => value switch
    {
        bool flag => flag ? "true" : "false",
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        Type or Uri or Version => value.ToString()!,
        _ => JsonSerializer.Serialize(value, value.GetType(), options)
    };

    private static bool IsNumeric(Type type) => Type.GetTypeCode(type) is >= TypeCode.SByte and <= TypeCode.Decimal && !type.IsEnum;
}
