using System.Runtime.CompilerServices;
using Elsa.Workflows.Behaviors;
using Elsa.Workflows.UIHints;

namespace Elsa.Workflows.Activities;

/// <summary>
/// Runs its body for each item, one after the other. The body sees the item and its 0-based index as the variables
/// <c>CurrentValue</c> and <c>CurrentIndex</c>.
/// </summary>
public class ForEach<T> : Activity, ILoop
{
    private const string NextProperty = "CurrentIndex";

    public ForEach([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line) => Behaviors.Add(new BreakBehavior(this));

    public ForEach(Input<ICollection<T>> items, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(source, line) => Items = items;

    public ForEach(ICollection<T> items, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(new Input<ICollection<T>>(items), source, line)
    {
    }

    public ForEach(Func<ExpressionExecutionContext, ICollection<T>> @delegate, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(new Input<ICollection<T>>(@delegate), source, line)
    {
    }

    public ForEach(Func<ICollection<T>> @delegate, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(new Input<ICollection<T>>(@delegate), source, line)
    {
    }

    [Input(Description = "The set of values to iterate.", UIHint = InputUIHints.DropDown)]
    public Input<ICollection<T>> Items { get; set; } = new(Array.Empty<T>());

    [Port("Body")]
    public IActivity? Body { get; set; }

    [Output(Description = "Assign the current value to the specified variable.")]
    public Output<T>? CurrentValue { get; set; }

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context) => NextAsync(context);

    private ValueTask OnChildCompleted(ActivityCompletedContext context) => NextAsync(context.TargetContext);

    private async ValueTask NextAsync(ActivityExecutionContext context)
    {
        var items = context.Get(Items);
        var index = context.GetProperty<int>(NextProperty);
        if (items is null || index >= items.Count || Body is null)
        {
            await context.CompleteActivityAsync();
            return;
        }

        var item = items is IList<T> list ? list[index] : items.ElementAt(index);
        context.SetProperty(NextProperty, index + 1);
        context.Set(CurrentValue, item);
        await context.ScheduleActivityAsync(Body, OnChildCompleted, variables: [LoopVariables.CurrentValue(item), LoopVariables.CurrentIndex(index)]);
    }
}
