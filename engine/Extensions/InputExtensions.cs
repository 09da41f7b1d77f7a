using System.Runtime.CompilerServices;

namespace Elsa.Extensions;

/// <summary>Reading inputs.</summary>
public static class InputExtensions
{
    /// <summary>The evaluated value.</summary>
    /// <exception cref="InvalidOperationException">The input is not set.</exception>
    public static T Get<T>(this Input<T>? input, ActivityExecutionContext context, [CallerArgumentExpression(nameof(input))] string? inputName = null) =>
        input.Get(context.ExpressionExecutionContext, inputName);

    public static T Get<T>(this Input<T>? input, ExpressionExecutionContext context, [CallerArgumentExpression(nameof(input))] string? inputName = null) =>
        input is null ? throw new InvalidOperationException($"The input '{inputName}' is not set.") : context.Get<T>(input.MemoryBlockReference())!;

    public static T? GetOrDefault<T>(this Input<T>? input, ActivityExecutionContext context, Func<T>? defaultValue = null) =>
        input.GetOrDefault(context.ExpressionExecutionContext, defaultValue);

    public static T? GetOrDefault<T>(this Input<T>? input, ExpressionExecutionContext context, Func<T>? defaultValue = null) =>
        (input is null ? default : context.Get<T>(input.MemoryBlockReference())) ?? (defaultValue is null ? default : defaultValue());
}
