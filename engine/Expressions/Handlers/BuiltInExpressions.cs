using System.Text.Json;
using Elsa.Expressions.Helpers;
using Pipeline.Engine.Conversion;

namespace Pipeline.Engine.Expressions;

/// <summary>The expression types that need no language: constants, variables, workflow inputs, outputs of activities, delegates.</summary>
internal sealed class BuiltInExpressions : IExpressionDescriptorProvider
{
    public IEnumerable<ExpressionDescriptor> GetDescriptors() =>
    [
        Of("Literal", "Default", (expression, _, _) => ValueTask.FromResult(expression.Value)),
        Of("Object", "Object", (expression, type, _) => ValueTask.FromResult(ReadObject(expression.Value, type))),
        Of("Variable", "Variable", (expression, _, context) => ValueTask.FromResult(ReadVariable(expression.Value, context))),
        Of("Input", "Input", (expression, _, context) => ValueTask.FromResult(ReadInput(expression.Value, context))),
        Of("Output", "Output", (expression, _, context) => ValueTask.FromResult(expression.Value is Output output ? context.Get(output) : null)),
        Of("Delegate", "Delegate", (expression, _, context) => ((Func<ExpressionExecutionContext, ValueTask<object?>>)expression.Value!)(context), serializable: false),
    ];

    private static object? ReadObject(object? value, Type type) => value switch
    {
        string { Length: 0 } => null,
        string json when type == typeof(string) => json,
        string json => JsonSerializer.Deserialize(json, type, EngineJson.Options),
        _ => value,
    };

    private static object? ReadVariable(object? value, ExpressionExecutionContext context) => value switch
    {
        Variable variable => context.Get(variable),
        string name => context.GetVariable<object>(name),
        _ => null,
    };

    private static object? ReadInput(object? value, ExpressionExecutionContext context) => value switch
    {
        InputDefinition definition => context.GetInput<object>(definition.Name),
        string name => context.GetInput<object>(name),
        _ => null,
    };

    private static ExpressionDescriptor Of(
        string type, string displayName, Func<Expression, Type, ExpressionExecutionContext, ValueTask<object?>> evaluate, bool serializable = true)
    {
        var handler = new Handler(evaluate);
        return new ExpressionDescriptor
        {
            Type = type,
            DisplayName = displayName,
            IsSerializable = serializable,
            IsBrowsable = serializable,
            HandlerFactory = _ => handler,
        };
    }

    private sealed class Handler(Func<Expression, Type, ExpressionExecutionContext, ValueTask<object?>> evaluate) : IExpressionHandler
    {
        public ValueTask<object?> EvaluateAsync(Expression expression, Type returnType, ExpressionExecutionContext context, ExpressionEvaluatorOptions options) =>
            evaluate(expression, returnType, context);
    }
}
