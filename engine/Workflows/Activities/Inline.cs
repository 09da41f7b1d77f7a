using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Elsa.Workflows.Activities;

/// <summary>Runs a delegate.</summary>
[Browsable(false)]
[Activity("Elsa", "Primitives", "Evaluate an inline piece of code.")]
public class Inline : CodeActivity
{
    private readonly Func<ActivityExecutionContext, ValueTask> _activity = _ => ValueTask.CompletedTask;

    public Inline([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line)
    {
    }

    public Inline(Func<ActivityExecutionContext, ValueTask> activity, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(source, line) => _activity = activity;

    public Inline(Func<ValueTask> activity, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(_ => activity(), source, line)
    {
    }

    public Inline(Action<ActivityExecutionContext> activity, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(source, line) => _activity = context =>
    {
        activity(context);
        return ValueTask.CompletedTask;
    };

    public Inline(Action activity, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(_ => activity(), source, line)
    {
    }

    public static Inline From(Func<ActivityExecutionContext, ValueTask> activity) => new(activity);

    public static Inline From(Func<ValueTask> activity) => new(activity);

    public static Inline From(Action<ActivityExecutionContext> activity) => new(activity);

    public static Inline From(Action activity) => new(activity);

    public static Inline<T> From<T>(Func<ActivityExecutionContext, ValueTask<T>> activity) => new(activity);

    public static Inline<T> From<T>(Func<ValueTask<T>> activity) => new(activity);

    public static Inline<T> From<T>(Func<ActivityExecutionContext, T> activity) => new(activity);

    public static Inline<T> From<T>(Func<T> activity) => new(activity);

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context) => _activity(context);
}
