namespace Elsa.Workflows;

/// <summary>Base of self-completing activities with a result of any type.</summary>
public abstract class CodeActivityWithResult : CodeActivity
{
    protected CodeActivityWithResult(string? source = null, int? line = null) : base(source, line)
    {
    }

    protected CodeActivityWithResult(string activityType, int version = 1, string? source = null, int? line = null) : base(activityType, version, source, line)
    {
    }

    protected CodeActivityWithResult(MemoryBlockReference? output, string? source = null, int? line = null) : base(source, line)
    {
        if (output is not null)
            Result = new Output(output);
    }

    protected CodeActivityWithResult(Output? output, string? source = null, int? line = null) : base(source, line) => Result = output;

    [Output]
    public Output? Result { get; set; }
}
