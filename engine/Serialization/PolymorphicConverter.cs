using System.Collections;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Elsa.Expressions.Contracts;

namespace Pipeline.Engine.Serialization;

/// <summary>
/// Values whose type the reader does not know. Text, truth values and 32-bit integers stand for themselves; lists and
/// dictionaries of anything are JSON arrays and objects; a value of a registered type carries its alias in <c>_type</c>, beside
/// its members or with its value in <c>_value</c>. Anything else is stored as plain JSON and read back as a
/// <see cref="JsonElement"/>, which the engine converts where it is used.
/// </summary>
internal sealed class PolymorphicConverter(IWellKnownTypeRegistry types) : JsonConverter<object>
{
    private const string TypeName = "_type";
    private const string ValueName = "_value";

    public override bool CanConvert(Type typeToConvert) => typeToConvert == typeof(object);

    public override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options)
    {
        switch (value)
        {
            case string or bool or int:
                JsonSerializer.Serialize(writer, value, value.GetType(), options);
                break;
            case Enum when !types.TryGetAlias(value.GetType(), out _):
                writer.WriteStringValue(value.ToString());
                break;
            case Delegate:
                writer.WriteNullValue();
                break;
            case Type type:
                writer.WriteStringValue(type.FullName);
                break;
            case JsonElement or JsonNode:
                WriteTagged(writer, nameof(JsonElement), JsonSerializer.SerializeToNode(value, value.GetType(), options));
                break;
            case IDictionary<string, object> dictionary:
                WriteDictionary(writer, dictionary, options);
                break;
            case List<object>:
            case object[] when value.GetType() == typeof(object[]): // a string[] is an object[] too, but keeps its type
                WriteList(writer, (IEnumerable)value, options);
                break;
            default:
                WriteObject(writer, value, options);
                break;
        }
    }

    public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Read(JsonElement.ParseValue(ref reader), options);

    private object? Read(JsonElement element, JsonSerializerOptions options) => element.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number when element.TryGetInt32(out var number) => number,
        JsonValueKind.Number when element.TryGetInt64(out var number) => number,
        JsonValueKind.Number => element.GetDouble(),
        JsonValueKind.Array => element.EnumerateArray().Select(item => Read(item, options)!).ToList(),
        _ => ReadObject(element, options)
    };

    private object? ReadObject(JsonElement element, JsonSerializerOptions options)
    {
        if (!element.TryGetProperty(TypeName, out var name))
            return element.EnumerateObject().ToDictionary(member => member.Name, member => Read(member.Value, options)!);

        var members = JsonObject.Create(element)!;
        members.Remove(TypeName);
        var tagged = members.Count == 1 && members.ContainsKey(ValueName);
        var json = tagged ? members[ValueName] : members;
        var alias = name.GetString()!;
        if (alias == nameof(JsonElement))
            return JsonSerializer.SerializeToElement(json, options);
        if (alias == nameof(Object))
            return ((JsonObject)json!).ToDictionary(member => member.Key, member => Read(JsonSerializer.SerializeToElement(member.Value, options), options)!);
        // An alias that is no longer registered leaves its JSON, not its type.
        return types.TryGetType(alias, out var type) ? json.Deserialize(type, options) : JsonSerializer.SerializeToElement(json, options);
    }

    private void WriteObject(Utf8JsonWriter writer, object value, JsonSerializerOptions options)
    {
        if (types.TryGetAlias(value.GetType(), out var alias))
            WriteTagged(writer, alias, JsonSerializer.SerializeToNode(value, value.GetType(), options));
        else if (value is IEnumerable items && value is not IDictionary && JsonSerializer.SerializeToNode(value, value.GetType(), options) is JsonArray)
            WriteList(writer, items, options);
        else
            WriteTagged(writer, nameof(JsonElement), JsonSerializer.SerializeToNode(value, value.GetType(), options));
    }

    private static void WriteTagged(Utf8JsonWriter writer, string alias, JsonNode? json)
    {
        writer.WriteStartObject();
        writer.WriteString(TypeName, alias);
        if (json is JsonObject members && !members.ContainsKey(TypeName) && !members.ContainsKey(ValueName))
        {
            foreach (var (name, member) in members)
            {
                writer.WritePropertyName(name);
                if (member is null)
                    writer.WriteNullValue();
                else
                    member.WriteTo(writer);
            }
        }
        else
        {
            writer.WritePropertyName(ValueName);
            if (json is null)
                writer.WriteNullValue();
            else
                json.WriteTo(writer);
        }
        writer.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter writer, IEnumerable items, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var item in items)
            JsonSerializer.Serialize<object?>(writer, item, options);
        writer.WriteEndArray();
    }

    private static void WriteDictionary(Utf8JsonWriter writer, IDictionary<string, object> dictionary, JsonSerializerOptions options)
    {
        // A key named like the tag would be taken for one: the members then move one level down.
        var wrapped = dictionary.ContainsKey(TypeName);
        writer.WriteStartObject();
        if (wrapped)
        {
            writer.WriteString(TypeName, nameof(Object));
            writer.WriteStartObject(ValueName);
        }
        foreach (var (key, value) in dictionary)
        {
            writer.WritePropertyName(key);
            JsonSerializer.Serialize<object?>(writer, value, options);
        }
        if (wrapped)
            writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
