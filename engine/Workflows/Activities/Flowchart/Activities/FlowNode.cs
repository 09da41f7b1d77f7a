using System.Runtime.CompilerServices;

namespace Elsa.Workflows.Activities.Flowchart.Activities;

/// <summary>Runs its body and gives its outcomes on.</summary>
[Activity("Elsa", "Flow", "A flow node that holds another activity.", DisplayName = "Container")]
public class FlowNode : Activity
{
    public FlowNode([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line)
    {
    }

    [Port("Body")]
    public IActivity? Body { get; set; }

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        Body is null ? context.CompleteActivityAsync() : context.ScheduleActivityAsync(Body, OnBodyCompletedAsync);

    private async ValueTask OnBodyCompletedAsync(ActivityCompletedContext context) => await context.TargetContext.CompleteActivityAsync(context.Result);
}
