using Elsa.Expressions.Helpers;

namespace Elsa.Extensions;

/// <summary>Reading and writing memory from activities.</summary>
public static class MemoryBlockReferenceExtensions
{
    public static object? Get(this MemoryBlockReference reference, ActivityExecutionContext context) => context.Get(reference);

    public static T? Get<T>(this MemoryBlockReference reference, ActivityExecutionContext context) => context.Get<T>(reference);

    public static void Set(this MemoryBlockReference reference, ActivityExecutionContext context, object? value) => context.Set(reference, value);
}
