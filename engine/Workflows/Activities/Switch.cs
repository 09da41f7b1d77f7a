using System.Runtime.CompilerServices;
using Elsa.Workflows.UIHints;

namespace Elsa.Workflows.Activities;

/// <summary>Runs the activity of the first case that holds, or of every one; <see cref="Default"/> if none does.</summary>
[Activity("Elsa", "Branching", "Evaluate a set of case conditions and schedule the activity for a matching case.")]
public class Switch : Activity
{
    public Switch([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line)
    {
    }

    [Input(Description = "The cases to evaluate.", UIHint = "switch-editor")]
    public ICollection<SwitchCase> Cases { get; set; } = [];

    [Input(Description = "The switch mode determines whether the first match should be scheduled, or all matches.", UIHint = InputUIHints.DropDown)]
    public Input<SwitchMode> Mode { get; set; } = new(SwitchMode.MatchFirst);

    [Port("Default")]
    public IActivity? Default { get; set; }

    public Output<object>? Output { get; set; }

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var evaluator = context.GetRequiredService<IExpressionEvaluator>();
        var matches = new List<SwitchCase>();
        foreach (var candidate in Cases)
        {
            if (!await evaluator.EvaluateAsync<bool>(candidate.Condition, context.ExpressionExecutionContext))
                continue;
            matches.Add(candidate);
            if (context.Get(Mode) == SwitchMode.MatchFirst)
                break;
        }

        var next = matches.Count == 0 ? [Default] : matches.Select(match => match.Activity);
        var activities = next.Where(activity => activity is not null).ToList();
        if (activities.Count == 0)
            await context.CompleteActivityAsync();
        else
            await context.ScheduleActivities(activities, OnChildCompletedAsync);
    }

    private async ValueTask OnChildCompletedAsync(ActivityCompletedContext context)
    {
        if (!context.TargetContext.HasOpenChildren)
            await context.TargetContext.CompleteActivityAsync();
    }
}
