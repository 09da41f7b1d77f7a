using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Elsa.Expressions.Contracts;

namespace Pipeline.Engine.Serialization;

/// <summary>How everything in the engine's database is written: camelCase, enums as text, values as <see cref="PolymorphicConverter"/> says.</summary>
public sealed class StateJson
{
    public StateJson(IWellKnownTypeRegistry types, IEnumerable<IStorageDriver> drivers)
    {
        Options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver()
        };
        Options.Converters.Add(new JsonStringEnumConverter());
        Options.Converters.Add(new PolymorphicConverter(types));
        Options.Converters.Add(new TypeConverter(types));
        Options.Converters.Add(new VariableConverter(types, [.. drivers.Select(driver => driver.GetType())]));
        Options.MakeReadOnly();
    }

    public JsonSerializerOptions Options { get; }

    /// <summary>The value as JSON text; null stays null.</summary>
    public string? Write(object? value) => value is null ? null : JsonSerializer.Serialize<object>(value, Options);

    /// <summary>The value as JSON text for a reader that knows its type; null stays null.</summary>
    public string? WriteTyped<T>(T? value) where T : class => value is null ? null : JsonSerializer.Serialize(value, Options);

    /// <summary>Reads text written by <see cref="WriteTyped{T}"/>.</summary>
    public T? ReadTyped<T>(string? json) where T : class => json is null ? null : JsonSerializer.Deserialize<T>(json, Options);

    /// <summary>Reads text written by <see cref="Write"/>.</summary>
    public object? Read(string? json) => json is null ? null : JsonSerializer.Deserialize<object>(json, Options);

    /// <summary>Reads text written from a dictionary; an empty one for null.</summary>
    public IDictionary<string, object> ReadDictionary(string? json) => Read(json) as IDictionary<string, object> ?? new Dictionary<string, object>();
}
