using System.Runtime.CompilerServices;
using Elsa.Workflows.Signals;

namespace Elsa.Workflows.Activities;

/// <summary>
/// Runs its body for all items side by side: one queue, no threads, so the iterations take turns. Each sees its item and
/// 0-based index as the variables <c>CurrentValue</c> and <c>CurrentIndex</c>. A <see cref="Break"/> ends its own iteration.
/// </summary>
[Activity("Elsa", "Looping", "Schedule an activity for each item in parallel.")]
public class ParallelForEach<T> : Activity, ILoop
{
    public ParallelForEach([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line) => OnSignalReceived<BreakSignal>(OnBreakAsync);

    public ParallelForEach(Input<object> items, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(source, line) => Items = items;

    public ParallelForEach(ICollection<T> items, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(new Input<object>(items), source, line)
    {
    }

    public ParallelForEach(Func<ExpressionExecutionContext, ICollection<T>> @delegate, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(new Input<object>(context => @delegate(context)), source, line)
    {
    }

    public ParallelForEach(Func<ICollection<T>> @delegate, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(new Input<object>(() => (object)@delegate()), source, line)
    {
    }

    [Input(Description = "The items to iterate.")]
    public Input<object> Items { get; set; } = new(Array.Empty<T>());

    [Port("Body")]
    public IActivity Body { get; set; } = null!;

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var items = Elsa.Expressions.Helpers.ObjectConverter.ConvertTo<IEnumerable<T>>(context.Get(Items)) ?? [];
        var index = 0;
        foreach (var item in items)
        {
            if (Body is null)
                break;
            await context.ScheduleActivityAsync(Body, OnChildCompleted, variables: [LoopVariables.CurrentValue(item), LoopVariables.CurrentIndex(index++)]);
        }

        if (index == 0)
            await context.CompleteActivityAsync();
    }

    private async ValueTask OnChildCompleted(ActivityCompletedContext context)
    {
        if (!context.TargetContext.HasOpenChildren)
            await context.TargetContext.CompleteActivityAsync();
    }

    private async ValueTask OnBreakAsync(BreakSignal signal, SignalContext context)
    {
        context.StopPropagation();
        var loop = context.ReceiverActivityExecutionContext;
        var iteration = context.SenderActivityExecutionContext.FindParent(parent => parent.ParentActivityExecutionContext == loop)!;
        await iteration.CancelActivityAsync();
        loop.WorkflowExecutionContext.PopCompletionCallback(loop, iteration.ActivityNode);
        await OnChildCompleted(new ActivityCompletedContext(loop, iteration));
    }
}
