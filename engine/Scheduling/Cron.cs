using System.Runtime.CompilerServices;
using Elsa.Scheduling.Bookmarks;
using Elsa.Workflows.UIHints;
using Pipeline.Engine.Scheduling;

namespace Elsa.Scheduling.Activities;

/// <summary>Starts the workflow by the clock, or waits for the next time of a schedule in its midst. Times are UTC.</summary>
[Activity("Elsa", "Scheduling", "Trigger workflow execution at a specific interval using a CRON expression.")]
public class Cron : Trigger
{
    public Cron([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line)
    {
    }

    public Cron(string cronExpression, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(new Input<string>(cronExpression), source, line)
    {
    }

    public Cron(Input<string> cronExpression, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(source, line) => CronExpression = cronExpression;

    [Input(Description = "The CRON expression at which the timer should execute.", UIHint = InputUIHints.SingleLine)]
    public Input<string> CronExpression { get; set; } = null!;

    protected override object GetTriggerPayload(TriggerIndexingContext context)
    {
        var expression = context.ExpressionExecutionContext.Get(CronExpression) ?? "";
        CronTimes.Parse(expression);
        return new CronTriggerPayload(expression);
    }

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var now = context.GetRequiredService<ISystemClock>().UtcNow;
        if (context.TakeTrigger())
            await context.CompleteActivityAsync();
        else if (CronTimes.Next(context.Get(CronExpression) ?? "", now) is { } next)
            context.DelayUntil(next);
        else
            throw new InvalidOperationException($"The schedule '{context.Get(CronExpression)}' has no next time.");
    }
}
