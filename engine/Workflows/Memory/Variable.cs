using Pipeline.Engine.Conversion;

namespace Elsa.Workflows.Memory;

/// <summary>
/// A named value of a workflow or container. Without a storage driver, or with <see cref="MemoryStorageDriver"/>, it holds its
/// default again after a suspension; with <see cref="WorkflowInstanceStorageDriver"/> it is kept in the instance's state.
/// </summary>
public class Variable : MemoryBlockReference
{
    public Variable()
    {
    }

    public Variable(string name) : this(name, null, null)
    {
    }

    public Variable(string name, object? value = default) : this(name, value, null)
    {
    }

    /// <param name="name">Unique within its container; shadows outer variables of the same name.</param>
    /// <param name="value">The default value.</param>
    /// <param name="id">The id of its memory block; <c>{name}Variable</c> if null.</param>
    public Variable(string name, object? value = default, string? id = default)
    {
        Name = name;
        Value = value;
        Id = id ?? VariableNames.IdOf(name);
    }

    public string Name { get; set; } = null!;

    /// <summary>The value that the variable has when its container starts.</summary>
    public object? Value { get; set; }

    public Type? StorageDriverType { get; set; }

    public override MemoryBlock Declare() => new(Value, new VariableBlockMetadata(this, StorageDriverType, false));
}
