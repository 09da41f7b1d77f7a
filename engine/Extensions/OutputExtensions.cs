using System.Runtime.CompilerServices;

namespace Elsa.Extensions;

/// <summary>Writing outputs.</summary>
public static class OutputExtensions
{
    public static void Set<T>(this Output<T>? output, ActivityExecutionContext context, T? value, [CallerArgumentExpression(nameof(output))] string? outputName = null) =>
        context.Set(output, value, outputName);

    public static void Set<T>(this Output<T>? output, ExpressionExecutionContext context, T? value)
    {
        if (output is not null)
            context.Set(output.MemoryBlockReference(), value);
    }

    /// <summary>An input of another activity that reads this output.</summary>
    public static Input<T> CreateInput<T>(this Output output) => new(output);
}
