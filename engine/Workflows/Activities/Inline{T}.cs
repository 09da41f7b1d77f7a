using System.Runtime.CompilerServices;

namespace Elsa.Workflows.Activities;

/// <summary>Runs a delegate and gives its result out.</summary>
public class Inline<T> : CodeActivity<T>
{
    private readonly Func<ActivityExecutionContext, ValueTask<T>> _activity;

    public Inline(Func<ActivityExecutionContext, ValueTask<T>> activity, MemoryBlockReference? output = null, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(output, source, line) =>
        _activity = activity;

    public Inline(Func<ValueTask<T>> activity, MemoryBlockReference? output = null, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(_ => activity(), output, source, line)
    {
    }

    public Inline(Func<ActivityExecutionContext, T> activity, MemoryBlockReference? output = null, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(output, source, line) =>
        _activity = context => ValueTask.FromResult(activity(context));

    public Inline(Func<T> activity, MemoryBlockReference? output = null, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(_ => activity(), output, source, line)
    {
    }

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context) => context.Set(Result, await _activity(context));
}
