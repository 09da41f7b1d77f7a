using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using Elsa.Workflows.Signals;

namespace Elsa.Workflows.Activities;

/// <summary>Base of activities that are made of others, with variables of their own.</summary>
public abstract class Composite : Activity, IComposite, IVariableContainer
{
    protected Composite(string? source = null, int? line = null) : base(source, line) => OnSignalReceived<CompleteCompositeSignal>(OnCompleteCompositeAsync);

    [JsonIgnore]
    public ICollection<Variable> Variables { get; init; } = [];

    /// <summary>The variable that the result is read from.</summary>
    [JsonIgnore]
    public Variable? ResultVariable { get; set; }

    [Port("Root")]
    [Browsable(false)]
    public IActivity Root { get; set; } = new Sequence();

    public virtual void Setup()
    {
    }

    protected virtual void ConfigureActivities(ActivityExecutionContext context)
    {
    }

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        ConfigureActivities(context);
        await context.ScheduleActivityAsync(Root, OnRootCompletedAsync);
    }

    protected virtual ValueTask OnCompletedAsync(ActivityCompletedContext context)
    {
        OnCompleted(context);
        return ValueTask.CompletedTask;
    }

    protected virtual void OnCompleted(ActivityCompletedContext context)
    {
    }

    protected async Task CompleteAsync(ActivityExecutionContext context, object? result = null) => await context.CompleteActivityAsync(result);

    protected async Task CompleteAsync(ActivityExecutionContext context, params string[] outcomes) => await context.CompleteActivityWithOutcomesAsync(outcomes);

    protected static Inline Inline(Func<ActivityExecutionContext, ValueTask> activity, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) => new(activity, source, line);

    protected static Inline Inline(Func<ValueTask> activity, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) => new(activity, source, line);

    protected static Inline Inline(Action<ActivityExecutionContext> activity, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) => new(activity, source, line);

    protected static Inline Inline(Action activity, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) => new(activity, source, line);

    protected static SetVariable<T> SetVariable<T>(Variable<T> variable, T value, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) => new(variable, value, source, line);

    protected static SetVariable<T> SetVariable<T>(Variable<T> variable, Func<ExpressionExecutionContext, T> value, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) => new(variable, value, source, line);

    private async ValueTask OnRootCompletedAsync(ActivityCompletedContext context)
    {
        await OnCompletedAsync(context);
        await context.TargetContext.CompleteActivityAsync(context.Result);
    }

    private async ValueTask OnCompleteCompositeAsync(CompleteCompositeSignal signal, SignalContext context)
    {
        context.StopPropagation();
        var target = context.ReceiverActivityExecutionContext;
        await OnCompletedAsync(new ActivityCompletedContext(target, context.SenderActivityExecutionContext, signal.Value));
        await target.CompleteActivityAsync(signal.Value);
    }
}
