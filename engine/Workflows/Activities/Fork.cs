using System.ComponentModel;
using System.Runtime.CompilerServices;
using Elsa.Workflows.UIHints;

namespace Elsa.Workflows.Activities;

/// <summary>Starts all its branches and waits for all of them, or for the first, when the others are cancelled.</summary>
[Activity("Elsa", "Control Flow", "Branch execution into multiple branches.")]
[Browsable(false)]
public class Fork : Activity
{
    public Fork([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line)
    {
    }

    [Input(Description = "Whether to wait for all branches or for any of them.", UIHint = InputUIHints.DropDown)]
    public ForkJoinMode JoinMode { get; set; } = ForkJoinMode.WaitAll;

    public ICollection<IActivity> Branches { get; set; } = [];

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (Branches.Count == 0)
            await context.CompleteActivityAsync();
        else
            await context.ScheduleActivities(Branches, OnChildCompleted);
    }

    private async ValueTask OnChildCompleted(ActivityCompletedContext context)
    {
        if (JoinMode == ForkJoinMode.WaitAny || !context.TargetContext.HasOpenChildren)
            await context.TargetContext.CompleteActivityAsync();
    }
}
