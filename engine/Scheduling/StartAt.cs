using System.Runtime.CompilerServices;
using Elsa.Scheduling.Bookmarks;
using Elsa.Workflows.UIHints;

namespace Elsa.Scheduling.Activities;

/// <summary>Starts the workflow once, or waits in its midst, until a moment.</summary>
[Activity("Elsa", "Scheduling", "Trigger execution at a specific time in the future.")]
public class StartAt : Trigger
{
    public StartAt([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line)
    {
    }

    public StartAt(DateTimeOffset dateTime, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(new Input<DateTimeOffset>(dateTime), source, line)
    {
    }

    public StartAt(Input<DateTimeOffset> dateTime, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(source, line) => DateTime = dateTime;

    [Input(Description = "The timestamp at which to execute.", UIHint = InputUIHints.DateTimePicker)]
    public Input<DateTimeOffset> DateTime { get; set; } = null!;

    protected override object GetTriggerPayload(TriggerIndexingContext context) => new StartAtPayload(context.ExpressionExecutionContext.Get(DateTime));

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (context.TakeTrigger())
            await context.CompleteActivityAsync();
        else
            context.DelayUntil(context.Get(DateTime));
    }
}
