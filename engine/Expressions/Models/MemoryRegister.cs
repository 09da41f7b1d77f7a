using System.Diagnostics.CodeAnalysis;

namespace Elsa.Expressions.Models;

/// <summary>The memory blocks of one scope, by id.</summary>
public class MemoryRegister(IDictionary<string, MemoryBlock>? blocks = null)
{
    public IDictionary<string, MemoryBlock> Blocks { get; } = blocks ?? new Dictionary<string, MemoryBlock>();

    public bool HasBlock(string id) => id is not null && Blocks.ContainsKey(id);

    public bool IsDeclared(MemoryBlockReference reference) => HasBlock(reference.Id);

    public bool TryGetBlock(string id, [MaybeNullWhen(false)] out MemoryBlock block)
    {
        block = null;
        return id is not null && Blocks.TryGetValue(id, out block);
    }

    public void Declare(IEnumerable<MemoryBlockReference> references)
    {
        foreach (var reference in references)
            Declare(reference);
    }

    /// <summary>Adds the block of <paramref name="blockReference"/>, or answers the one already there.</summary>
    public MemoryBlock Declare(MemoryBlockReference blockReference)
    {
        if (Blocks.TryGetValue(blockReference.Id, out var block))
            return block;

        block = blockReference.Declare();
        Blocks[blockReference.Id] = block;
        return block;
    }
}
