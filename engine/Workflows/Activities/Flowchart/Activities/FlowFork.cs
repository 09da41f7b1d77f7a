using System.Runtime.CompilerServices;
using Elsa.Workflows.UIHints;

namespace Elsa.Workflows.Activities.Flowchart.Activities;

/// <summary>Gives all its branches as outcomes at once.</summary>
[Activity("Elsa", "Branching", "Branch execution into multiple branches.", DisplayName = "Fork (flow)")]
public class FlowFork : Activity
{
    public FlowFork([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line)
    {
    }

    [Input(Description = "The names of the branches.", UIHint = InputUIHints.DynamicOutcomes)]
    public Input<ICollection<string>> Branches { get; set; } = new(Array.Empty<string>());

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        context.Get(Branches) is { Count: > 0 } branches ? context.CompleteActivityWithOutcomesAsync([.. branches]) : context.CompleteActivityAsync();
}
