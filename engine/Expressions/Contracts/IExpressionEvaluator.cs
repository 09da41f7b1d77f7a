namespace Elsa.Expressions.Contracts;

/// <summary>Evaluates expressions of every registered type and converts the result to the type asked for.</summary>
public interface IExpressionEvaluator
{
    ValueTask<T?> EvaluateAsync<T>(Expression expression, ExpressionExecutionContext context, ExpressionEvaluatorOptions? options = null);

    ValueTask<object?> EvaluateAsync(Expression expression, Type returnType, ExpressionExecutionContext context, ExpressionEvaluatorOptions? options = null);
}
