namespace Elsa.Workflows;

/// <summary>Base of self-completing activities with a result.</summary>
public abstract class CodeActivity<T> : CodeActivity, IActivityWithResult<T>
{
    protected CodeActivity(string? source = null, int? line = null) : base(source, line)
    {
    }

    protected CodeActivity(string activityType, int version = 1, string? source = null, int? line = null) : base(activityType, version, source, line)
    {
    }

    protected CodeActivity(MemoryBlockReference? output, string? source = null, int? line = null) : base(source, line)
    {
        if (output is not null)
            Result = new Output<T>(output);
    }

    protected CodeActivity(Output<T>? output, string? source = null, int? line = null) : base(source, line) => Result = output;

    [Output]
    public Output<T>? Result { get; set; }

    Output? IActivityWithResult.Result
    {
        get => Result;
        set => Result = (Output<T>?)value;
    }
}
