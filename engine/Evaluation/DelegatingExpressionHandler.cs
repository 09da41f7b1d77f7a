namespace Pipeline.Engine.Evaluation;

/// <summary>A handler made of a function.</summary>
internal sealed class DelegatingExpressionHandler(Func<Expression, ExpressionExecutionContext, ValueTask<object?>> evaluate) : IExpressionHandler
{
    public ValueTask<object?> EvaluateAsync(Expression expression, Type returnType, ExpressionExecutionContext context, ExpressionEvaluatorOptions options) => evaluate(expression, context);
}
