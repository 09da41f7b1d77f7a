using System.Runtime.CompilerServices;
using Elsa.Scheduling.Bookmarks;
using Elsa.Workflows.UIHints;

namespace Elsa.Scheduling.Activities;

/// <summary>Starts the workflow again and again, or waits once for its interval in its midst.</summary>
[Activity("Elsa", "Scheduling", "Trigger workflow execution at a specific interval.")]
public class Timer : Trigger
{
    public Timer([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line)
    {
    }

    public Timer(TimeSpan interval, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(new Input<TimeSpan>(interval), source, line)
    {
    }

    public Timer(Input<TimeSpan> interval, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(source, line) => Interval = interval;

    [Input(Description = "The interval at which the timer should execute.", DefaultValue = "00:01:00", UIHint = InputUIHints.SingleLine)]
    public Input<TimeSpan> Interval { get; set; } = new(TimeSpan.FromMinutes(1));

    protected override object GetTriggerPayload(TriggerIndexingContext context)
    {
        var interval = context.ExpressionExecutionContext.Get(Interval);
        return interval < TimeSpan.FromSeconds(1)
            ? throw new InvalidOperationException($"The interval {interval} is too short; one second is the least.")
            : new TimerTriggerPayload(context.ExpressionExecutionContext.GetRequiredService<ISystemClock>().UtcNow, interval);
    }

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (context.TakeTrigger())
            await context.CompleteActivityAsync();
        else
            context.DelayFor(context.Get(Interval));
    }
}
