using System.Diagnostics.CodeAnalysis;
using Elsa.Expressions.Helpers;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.Expressions.Models;

/// <summary>
/// The scope in which expressions are evaluated: one memory register, and the scopes around it. A block is looked up from
/// the innermost scope outwards; a variable that is shadowed by another of the same id is still found through its own reference.
/// </summary>
public class ExpressionExecutionContext(
    IServiceProvider serviceProvider,
    MemoryRegister memory,
    ExpressionExecutionContext? parentContext = null,
    IDictionary<object, object>? transientProperties = null,
    Action? onChange = null,
    CancellationToken cancellationToken = default)
{
    public IServiceProvider ServiceProvider { get; } = serviceProvider;
    public MemoryRegister Memory { get; } = memory;
    public ExpressionExecutionContext? ParentContext { get; set; } = parentContext;
    public IDictionary<object, object> TransientProperties { get; set; } = transientProperties ?? new Dictionary<object, object>();
    public CancellationToken CancellationToken { get; } = cancellationToken;

    public T GetRequiredService<T>() where T : notnull => ServiceProvider.GetRequiredService<T>();

    /// <summary>The block, declared in this scope if no scope has it.</summary>
    public MemoryBlock GetBlock(MemoryBlockReference blockReference) => TryGetBlock(blockReference, out var block) ? block : Memory.Declare(blockReference);

    public MemoryBlock GetBlock(Func<MemoryBlockReference> blockReference) => GetBlock(blockReference());

    public bool TryGetBlock(MemoryBlockReference blockReference, [MaybeNullWhen(false)] out MemoryBlock block)
    {
        block = null;
        for (var scope = this; scope is not null; scope = scope.ParentContext)
        {
            if (!scope.Memory.TryGetBlock(blockReference.Id, out var found))
                continue;
            block ??= found;
            if (found.Metadata is not VariableBlockMetadata metadata || ReferenceEquals(metadata.Variable, blockReference))
            {
                block = found;
                return true;
            }
        }

        return block is not null;
    }

    public bool TryGet(MemoryBlockReference blockReference, out object? value)
    {
        var found = TryGetBlock(blockReference, out var block);
        value = block?.Value;
        return found;
    }

    public object? Get(MemoryBlockReference blockReference) => GetBlock(blockReference).Value;

    public object? Get(Func<MemoryBlockReference> blockReference) => Get(blockReference());

    public T? Get<T>(MemoryBlockReference blockReference) => Get(blockReference).ConvertTo<T>();

    public T? Get<T>(Func<MemoryBlockReference> blockReference) => Get<T>(blockReference());

    /// <summary>Writes the block where it is declared, or declares it in this scope.</summary>
    public void Set(MemoryBlockReference blockReference, object? value, Action<MemoryBlock>? configure = null)
    {
        var block = GetBlock(blockReference);
        block.Value = value;
        configure?.Invoke(block);
        onChange?.Invoke();
    }

    public void Set(Func<MemoryBlockReference> blockReference, object? value, Action<MemoryBlock>? configure = null) =>
        Set(blockReference(), value, configure);
}
