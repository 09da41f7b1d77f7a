using System.Text.Encodings.Web;
using Fluid;

namespace Pipeline.Engine.Scripting.Liquid;

/// <summary>
/// Renders Liquid: <c>{{ Variables.X }}</c>, <c>{{ Input.X }}</c>, <c>{{ Output.Activity.X }}</c>, <c>{{ LastResult }}</c> and the
/// workflow's ids. No files; steps, recursion, time and the length of texts are limited.
/// </summary>
internal sealed class LiquidExpressionHandler(LiquidSyntax syntax, ScriptLimits limits) : IExpressionHandler
{
    private const int MaxSteps = 100_000;

    public async ValueTask<object?> EvaluateAsync(Expression expression, Type returnType, ExpressionExecutionContext context, ExpressionEvaluatorOptions options)
    {
        if (expression.Value is not string text || string.IsNullOrWhiteSpace(text))
            return null;
        return await Sandbox.RunAsync(() => Render(text, context, options), limits, context.CancellationToken);
    }

    private string Render(string text, ExpressionExecutionContext context, ExpressionEvaluatorOptions options)
    {
        var template = syntax.Parse(text);
        var liquid = new TemplateContext(LiquidModel.Options, StringComparer.Ordinal) { MaxSteps = MaxSteps };
        var memory = new MemoryWatch(limits);
        liquid.Assigned = (_, value, _) => memory.CheckAsync(value);
        liquid.Captured = (_, value, _) => memory.CheckAsync(value);
        LiquidModel.Fill(liquid, context, options.Arguments);
        using var output = new LimitedWriter(memory);
        try
        {
            template.RenderAsync(output, NullEncoder.Default, liquid).AsTask().Wait(context.CancellationToken);
        }
        catch (AggregateException e) when (e.InnerException is not ScriptException)
        {
            throw new ScriptException($"Liquid: {e.InnerException?.Message}", e);
        }
        catch (AggregateException e)
        {
            throw e.InnerException!;
        }

        return output.ToString();
    }
}
