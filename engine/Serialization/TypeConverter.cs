using System.Text.Json;
using System.Text.Json.Serialization;
using Elsa.Expressions.Contracts;

namespace Pipeline.Engine.Serialization;

/// <summary>
/// Types by alias or full name. Reading gives a registered type, an exception type of the core library, or
/// <see cref="Exception"/>; nothing is loaded by name.
/// </summary>
internal sealed class TypeConverter(IWellKnownTypeRegistry types) : JsonConverter<Type>
{
    public override Type Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var name = reader.GetString()!;
        if (types.TryGetType(name, out var known))
            return known;
        var type = typeof(object).Assembly.GetType(name);
        return type?.IsAssignableTo(typeof(Exception)) == true ? type : typeof(Exception);
    }

    public override void Write(Utf8JsonWriter writer, Type value, JsonSerializerOptions options) =>
        writer.WriteStringValue(types.TryGetAlias(value, out var alias) ? alias : value.FullName);
}
