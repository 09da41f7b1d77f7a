using System.Text.Json.Serialization;

namespace Elsa.Workflows.Models;

/// <summary>An input of an activity: an expression that is evaluated just before the activity runs.</summary>
public abstract class Input : Argument
{
    protected Input(MemoryBlockReference memoryBlockReference, Type type) : this(null, memoryBlockReference, type)
    {
    }

    protected Input(Expression? expression, MemoryBlockReference memoryBlockReference, Type type) : base(memoryBlockReference)
    {
        Expression = expression;
        Type = type;
    }

    public Expression? Expression { get; }

    [JsonPropertyName("typeName")]
    public Type Type { get; set; }
}
