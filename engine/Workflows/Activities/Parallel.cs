using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Elsa.Workflows.Activities;

/// <summary>Starts all its activities and waits for all of them.</summary>
[Activity("Elsa", "Workflows", "Execute a set of activities in parallel.")]
[Browsable(false)]
public class Parallel : Container
{
    public Parallel([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line)
    {
    }

    public Parallel(params IActivity[] activities) : this() => Activities = activities;

    protected override async ValueTask ScheduleChildrenAsync(ActivityExecutionContext context)
    {
        if (Activities.Count == 0)
            await context.CompleteActivityAsync();
        else
            await context.ScheduleActivities(Activities, OnChildCompleted);
    }

    private async ValueTask OnChildCompleted(ActivityCompletedContext context)
    {
        if (!context.TargetContext.HasOpenChildren)
            await context.TargetContext.CompleteActivityAsync();
    }
}
