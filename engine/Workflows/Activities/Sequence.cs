using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Elsa.Workflows.Activities;

/// <summary>Runs its activities one after the other.</summary>
[Category("Workflows")]
[Activity("Elsa", "Workflows", "Execute a set of activities in sequence.")]
[Browsable(false)]
public class Sequence : Container
{
    private const string CurrentIndexProperty = "CurrentIndex";

    public Sequence([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line)
    {
    }

    protected override ValueTask ScheduleChildrenAsync(ActivityExecutionContext context) => NextAsync(context);

    private async ValueTask OnChildCompleted(ActivityCompletedContext context)
    {
        if (context.ChildContext.Activity is ITerminalNode)
            await context.TargetContext.CompleteActivityAsync();
        else
            await NextAsync(context.TargetContext);
    }

    private async ValueTask NextAsync(ActivityExecutionContext context)
    {
        var index = context.GetProperty<int>(CurrentIndexProperty);
        if (index >= Activities.Count)
        {
            await context.CompleteActivityAsync();
            return;
        }

        context.SetProperty(CurrentIndexProperty, index + 1);
        await context.ScheduleActivityAsync(Activities is IList<IActivity> list ? list[index] : Activities.ElementAt(index), OnChildCompleted);
    }
}
