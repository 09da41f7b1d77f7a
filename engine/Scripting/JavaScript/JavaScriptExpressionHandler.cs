namespace Pipeline.Engine.Scripting.JavaScript;

/// <summary>Evaluates JavaScript in a sandbox: no CLR, no files, no network; time, memory, recursion and regular expressions are limited.</summary>
internal sealed class JavaScriptExpressionHandler(JavaScriptSyntax syntax, ScriptLimits limits) : IExpressionHandler
{
    public async ValueTask<object?> EvaluateAsync(Expression expression, Type returnType, ExpressionExecutionContext context, ExpressionEvaluatorOptions options)
    {
        if (expression.Value is not string text || string.IsNullOrWhiteSpace(text))
            return null;
        var (result, writes) = await Sandbox.RunAsync(
            () =>
            {
                var script = syntax.Prepare(text);
                using var run = new JavaScriptRun(context, options.Arguments, limits);
                return run.Evaluate(script);
            },
            limits,
            context.CancellationToken);
        writes.Apply();
        return result;
    }
}
