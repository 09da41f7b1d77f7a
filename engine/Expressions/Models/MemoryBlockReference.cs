using Elsa.Expressions.Helpers;

namespace Elsa.Expressions.Models;

/// <summary>Names a memory block; the block itself lives in a register, one per scope and run.</summary>
public class MemoryBlockReference
{
    public MemoryBlockReference()
    {
    }

    public MemoryBlockReference(string id) => Id = id;

    /// <summary>Unique within its scope; assigned when the workflow graph is built if left null.</summary>
    public string Id { get; set; } = null!;

    public virtual MemoryBlock Declare() => new();

    public bool IsDefined(MemoryRegister register) => register.HasBlock(Id);

    public MemoryBlock GetBlock(MemoryRegister memoryRegister) => memoryRegister.TryGetBlock(Id, out var block) ? block : memoryRegister.Declare(this);

    public object? Get(MemoryRegister memoryRegister) => GetBlock(memoryRegister).Value;

    public T? Get<T>(MemoryRegister memoryRegister) => Get(memoryRegister).ConvertTo<T>();

    public object? Get(ExpressionExecutionContext context) => context.Get(this);

    public T? Get<T>(ExpressionExecutionContext context) => Get(context).ConvertTo<T>();

    public bool TryGet(ExpressionExecutionContext context, out object? value) => context.TryGet(this, out value);

    public void Set(MemoryRegister memoryRegister, object? value, Action<MemoryBlock>? configure = null)
    {
        var block = GetBlock(memoryRegister);
        block.Value = value;
        configure?.Invoke(block);
    }

    public void Set(ExpressionExecutionContext context, object? value, Action<MemoryBlock>? configure = null) => context.Set(this, value, configure);
}

/// <summary>A reference to a block that holds a <typeparamref name="T"/>.</summary>
public class MemoryBlockReference<T> : MemoryBlockReference;
