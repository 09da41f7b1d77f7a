using System.Runtime.CompilerServices;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Activities.Flowchart.Models;
using Elsa.Workflows.UIHints;

namespace Elsa.Workflows.Activities.Flowchart.Activities;

/// <summary>Gives the label of the first case that holds (or of each) as outcome; "Default" if none does.</summary>
[FlowNode("Default")]
[Activity("Elsa", "Branching", "Evaluate a set of case conditions and schedule the activity for a matching case.", DisplayName = "Switch (flow)")]
public class FlowSwitch : Activity
{
    public FlowSwitch([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line)
    {
    }

    [Input(UIHint = "flow-switch-editor")]
    public ICollection<FlowSwitchCase> Cases { get; set; } = [];

    [Input(Description = "The switch mode determines whether the first match should be scheduled, or all matches.", UIHint = InputUIHints.DropDown)]
    public Input<SwitchMode> Mode { get; set; } = new(SwitchMode.MatchFirst);

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var evaluator = context.GetRequiredService<IExpressionEvaluator>();
        var matches = new List<string>();
        foreach (var candidate in Cases)
        {
            if (!await evaluator.EvaluateAsync<bool>(candidate.Condition, context.ExpressionExecutionContext))
                continue;
            matches.Add(candidate.Label);
            if (context.Get(Mode) == SwitchMode.MatchFirst)
                break;
        }

        await context.CompleteActivityWithOutcomesAsync(matches.Count == 0 ? ["Default"] : [.. matches]);
    }
}
