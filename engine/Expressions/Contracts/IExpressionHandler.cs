namespace Elsa.Expressions.Contracts;

/// <summary>Evaluates one type of expression.</summary>
public interface IExpressionHandler
{
    ValueTask<object?> EvaluateAsync(Expression expression, Type returnType, ExpressionExecutionContext context, ExpressionEvaluatorOptions options);
}
