using System.Text.Json;
using System.Text.Json.Serialization;
using Pipeline.Engine.Conversion;

namespace Elsa.Expressions.Models;

/// <summary>A constant written as JSON text and read as the type of the input it feeds.</summary>
public class ObjectLiteral : MemoryBlockReference
{
    [JsonConstructor]
    public ObjectLiteral()
    {
    }

    public ObjectLiteral(string? value) => Value = value;

    public string? Value { get; }

    public static ObjectLiteral From<T>(T value) => new ObjectLiteral<T>(value);

    public override MemoryBlock Declare() => new(Value);
}

/// <summary>A constant of type <typeparamref name="T"/>, kept as JSON text.</summary>
public class ObjectLiteral<T> : ObjectLiteral
{
    public ObjectLiteral()
    {
    }

    public ObjectLiteral(T value) : base(JsonSerializer.Serialize(value, EngineJson.Options))
    {
    }
}
