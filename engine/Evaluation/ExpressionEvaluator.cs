using Elsa.Expressions.Helpers;

namespace Pipeline.Engine.Evaluation;

/// <inheritdoc cref="IExpressionEvaluator"/>
internal sealed class ExpressionEvaluator(IExpressionDescriptorRegistry registry, IServiceProvider services) : IExpressionEvaluator
{
    public async ValueTask<T?> EvaluateAsync<T>(Expression expression, ExpressionExecutionContext context, ExpressionEvaluatorOptions? options = null) =>
        (await EvaluateAsync(expression, typeof(T), context, options)).ConvertTo<T>();

    public async ValueTask<object?> EvaluateAsync(Expression expression, Type returnType, ExpressionExecutionContext context, ExpressionEvaluatorOptions? options = null)
    {
        var descriptor = registry.Find(expression.Type)
            ?? throw new NotSupportedException($"Expressions of type '{expression.Type}' are not supported; known are {string.Join(", ", registry.ListAll().Select(known => known.Type))}.");
        var value = await descriptor.HandlerFactory(services).EvaluateAsync(expression, returnType, context, options ?? ExpressionEvaluatorOptions.Empty);
        return value.ConvertTo(returnType);
    }
}
