using System.Runtime.CompilerServices;

namespace Elsa.Workflows.Activities;

/// <summary>Base of composites with a result.</summary>
public abstract class Composite<T> : Composite, IActivityWithResult<T>
{
    protected Composite([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line)
    {
    }

    [Output]
    public Output<T>? Result { get; set; }

    Output? IActivityWithResult.Result
    {
        get => Result;
        set => Result = (Output<T>?)value;
    }
}
