using System.Text.Json.Serialization;

namespace Elsa.Workflows.Models;

/// <summary>An input or output of an activity; its value lives in a memory block.</summary>
public abstract class Argument
{
    protected Argument()
    {
    }

    protected Argument(MemoryBlockReference memoryBlockReference) : this(() => memoryBlockReference)
    {
    }

    protected Argument(Func<MemoryBlockReference> memoryBlockReference) => MemoryBlockReference = memoryBlockReference;

    [JsonIgnore]
    public Func<MemoryBlockReference> MemoryBlockReference { get; set; } = null!;
}
