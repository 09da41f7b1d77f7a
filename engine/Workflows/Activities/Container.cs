using System.ComponentModel;
using Elsa.Workflows.Signals;

namespace Elsa.Workflows.Activities;

/// <summary>Base of activities that hold a list of others and variables for them.</summary>
public abstract class Container : Activity, IVariableContainer
{
    protected Container(string? source = null, int? line = null) : base(source, line) => OnSignalReceived<CompleteCompositeSignal>(OnCompleteCompositeAsync);

    public ICollection<IActivity> Activities { get; set; } = [];

    public ICollection<Variable> Variables { get; set; } = [];

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context) => ScheduleChildrenAsync(context);

    protected virtual ValueTask ScheduleChildrenAsync(ActivityExecutionContext context)
    {
        ScheduleChildren(context);
        return ValueTask.CompletedTask;
    }

    protected virtual void ScheduleChildren(ActivityExecutionContext context)
    {
    }

    private static async ValueTask OnCompleteCompositeAsync(CompleteCompositeSignal signal, SignalContext context)
    {
        context.StopPropagation();
        await context.ReceiverActivityExecutionContext.CompleteActivityAsync(signal.Value);
    }
}
