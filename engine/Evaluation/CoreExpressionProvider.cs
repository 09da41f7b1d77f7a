namespace Pipeline.Engine.Evaluation;

/// <summary>The expression types that need no script engine.</summary>
internal sealed class CoreExpressionProvider : IExpressionDescriptorProvider
{
    public IEnumerable<ExpressionDescriptor> GetDescriptors()
    {
        yield return Describe("Literal", (expression, _) => ValueTask.FromResult(expression.Value is Literal literal ? literal.Value : expression.Value));
        yield return Describe("Object", (expression, _) => ValueTask.FromResult(expression.Value is ObjectLiteral literal ? literal.Value : expression.Value));
        yield return Describe("Delegate", (expression, context) => ((Func<ExpressionExecutionContext, ValueTask<object?>>)expression.Value!)(context), isSerializable: false);
        yield return Describe("Variable", (expression, context) => ValueTask.FromResult(References.Variable(expression.Value, context)));
        yield return Describe("Input", (expression, context) => ValueTask.FromResult(References.Input(expression.Value, context)));
        yield return Describe("Output", (expression, context) => ValueTask.FromResult(References.Output(expression.Value, context)));
    }

    private static ExpressionDescriptor Describe(string type, Func<Expression, ExpressionExecutionContext, ValueTask<object?>> evaluate, bool isSerializable = true)
    {
        var handler = new DelegatingExpressionHandler(evaluate);
        return new ExpressionDescriptor { Type = type, DisplayName = type, IsSerializable = isSerializable, IsBrowsable = isSerializable, Properties = type == "Object" ? new Dictionary<string, object> { ["MonacoLanguage"] = "json" } : new Dictionary<string, object>(), HandlerFactory = _ => handler };
    }
}
