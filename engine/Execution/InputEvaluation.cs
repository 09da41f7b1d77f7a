using Elsa.Workflows.Exceptions;
using Microsoft.Extensions.DependencyInjection;

namespace Pipeline.Engine.Execution;

/// <summary>Evaluates an activity's inputs into its memory.</summary>
internal static class InputEvaluation
{
    /// <exception cref="InputEvaluationException">The expression failed or its value does not fit.</exception>
    public static async Task<object?> EvaluateAsync(ActivityExecutionContext context, InputDescriptor descriptor)
    {
        if (descriptor.ValueGetter(context.Activity) is not Input input)
            return null;

        try
        {
            var evaluator = context.WorkflowExecutionContext.ServiceProvider.GetRequiredService<IExpressionEvaluator>();
            var value = input.Expression is { } expression
                ? await evaluator.EvaluateAsync(expression, input.Type, context.ExpressionExecutionContext)
                : context.Get(input.MemoryBlockReference());
            context.ActivityState[descriptor.Name] = value!;
            if (input.Expression is not null && input.MemoryBlockReference() is { Id: { } id })
                context.ExpressionExecutionContext.Memory.Blocks[id] = new MemoryBlock(value);
            return value;
        }
        catch (Exception e) when (context.WorkflowExecutionContext.IsActivityFault(e))
        {
            throw new InputEvaluationException(descriptor.Name, $"Failed to evaluate activity input '{descriptor.Name}'", e);
        }
    }
}
