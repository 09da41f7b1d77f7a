using System.Text.Json.Serialization;

namespace Elsa.Expressions.Models;

/// <summary>How a value is obtained: an expression type (for example <c>Literal</c> or <c>Variable</c>) and what that type needs.</summary>
public class Expression
{
    [JsonConstructor]
    public Expression() : this("", null)
    {
    }

    public Expression(string type, object? value)
    {
        Type = type;
        Value = value;
    }

    public string Type { get; set; }
    public object? Value { get; set; }

    public static Expression LiteralExpression(object? value) => new("Literal", value);

    public static Expression DelegateExpression(Func<ExpressionExecutionContext, ValueTask<object?>> value) => new("Delegate", value);

    public static Expression DelegateExpression<T>(Func<ExpressionExecutionContext, ValueTask<T>> value) =>
        DelegateExpression(async context => (object?)await value(context));

    public static Expression DelegateExpression<T>(Func<ValueTask<T>> value) => DelegateExpression(async _ => (object?)await value());

    public static Expression DelegateExpression<T>(Func<ExpressionExecutionContext, T> value) =>
        DelegateExpression(context => ValueTask.FromResult<object?>(value(context)));

    public static Expression DelegateExpression<T>(Func<T> value) => DelegateExpression(_ => ValueTask.FromResult<object?>(value()));
}
