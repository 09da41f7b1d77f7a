namespace Elsa.Expressions.Models;

/// <summary>Extra named values that an expression may refer to.</summary>
public class ExpressionEvaluatorOptions
{
    public static readonly ExpressionEvaluatorOptions Empty = new();

    public IDictionary<string, object> Arguments { get; set; } = new Dictionary<string, object>();
}
