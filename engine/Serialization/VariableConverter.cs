using System.Text.Json;
using System.Text.Json.Serialization;
using Elsa.Expressions.Contracts;

namespace Pipeline.Engine.Serialization;

/// <summary>Loop variables and the like: id, name, value, the alias of the value's type, the short name of the storage driver.</summary>
internal sealed class VariableConverter(IWellKnownTypeRegistry types, IEnumerable<Type> drivers) : JsonConverter<Variable>
{
    private sealed record Stored(string Id, string Name, object? Value, string? TypeName, string? StorageDriverTypeName);

    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsAssignableTo(typeof(Variable));

    public override Variable Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var stored = JsonSerializer.Deserialize<Stored>(ref reader, options)!;
        var type = stored.TypeName is { } alias && types.TryGetType(alias, out var known) ? typeof(Variable<>).MakeGenericType(known) : typeof(Variable);
        var variable = (Variable)Activator.CreateInstance(type)!;
        variable.Id = stored.Id;
        variable.Name = stored.Name;
        variable.Value = stored.Value;
        variable.StorageDriverType = drivers.FirstOrDefault(driver => driver.Name == stored.StorageDriverTypeName);
        return variable;
    }

    public override void Write(Utf8JsonWriter writer, Variable value, JsonSerializerOptions options)
    {
        var type = value.GetType();
        var alias = type.IsGenericType && types.TryGetAlias(type.GetGenericArguments()[0], out var name) ? name : null;
        JsonSerializer.Serialize(writer, new Stored(value.Id, value.Name, value.Value, alias, value.StorageDriverType?.Name), options);
    }
}
