namespace Elsa.Workflows.Models;

/// <summary>An input of type <typeparamref name="T"/>; the evaluated value is converted to it.</summary>
public class Input<T> : Input
{
    public Input(MemoryBlockReference memoryBlockReference) : base(memoryBlockReference, typeof(T))
    {
    }

    public Input(T literal, string? id = null) : this(Expression.LiteralExpression(literal), new MemoryBlockReference(id!))
    {
    }

    public Input(Func<T> @delegate, string? id = null) : this(Expression.DelegateExpression(@delegate), new MemoryBlockReference(id!))
    {
    }

    public Input(Func<ExpressionExecutionContext, ValueTask<T>> @delegate, string? id = null) : this(Expression.DelegateExpression(@delegate), new MemoryBlockReference(id!))
    {
    }

    public Input(Func<ValueTask<T>> @delegate, string? id = null) : this(Expression.DelegateExpression(@delegate), new MemoryBlockReference(id!))
    {
    }

    public Input(Func<ExpressionExecutionContext, T> @delegate, string? id = null) : this(Expression.DelegateExpression(@delegate), new MemoryBlockReference(id!))
    {
    }

    public Input(Variable variable) : this(new Expression("Variable", variable))
    {
    }

    public Input(Output output) : this(new Expression("Output", output))
    {
    }

    public Input(Literal literal) : this(Expression.LiteralExpression(literal.Value))
    {
    }

    public Input(Literal<T> literal) : this(Expression.LiteralExpression(literal.Value))
    {
    }

    public Input(ObjectLiteral<T> literal) : this(new Expression("Object", literal.Value))
    {
    }

    public Input(ObjectLiteral literal) : this(new Expression("Object", literal.Value))
    {
    }

    public Input(Expression expression) : this(expression, new MemoryBlockReference())
    {
    }

    public Input(Expression expression, MemoryBlockReference memoryBlockReference) : base(expression, memoryBlockReference, typeof(T))
    {
    }
}
