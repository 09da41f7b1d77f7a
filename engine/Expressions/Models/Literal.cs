namespace Elsa.Expressions.Models;

/// <summary>A constant.</summary>
public class Literal : MemoryBlockReference
{
    public Literal()
    {
    }

    public Literal(object? value, string? id = null)
    {
        Id = id!;
        Value = value;
    }

    public object? Value { get; }

    public static Literal From<T>(T value) => new Literal<T>(value);

    public override MemoryBlock Declare() => new(Value);
}

/// <summary>A constant of type <typeparamref name="T"/>.</summary>
public class Literal<T> : Literal
{
    public Literal()
    {
    }

    public Literal(T value, string? id = null) : base(value, id)
    {
    }
}
