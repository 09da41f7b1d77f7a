namespace Elsa.Workflows.Models;

/// <summary>An output of an activity, written to the memory block it refers to (usually a variable).</summary>
public class Output : Argument
{
    public Output() : this(new MemoryBlockReference())
    {
    }

    public Output(MemoryBlockReference memoryBlockReference) : base(memoryBlockReference)
    {
    }

    public Output(Func<MemoryBlockReference> memoryBlockReference) : base(memoryBlockReference)
    {
    }
}
