using System.Reflection;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Activities.Flowchart.Models;

namespace Pipeline.Engine.Definitions.Json;

/// <summary>The cases of switches: a label, a condition, and for one kind of them an activity.</summary>
internal sealed record CaseShape(Type Type, PropertyInfo? Activity)
{
    private static readonly CaseShape Switch = new(typeof(SwitchCase), typeof(SwitchCase).GetProperty(nameof(SwitchCase.Activity)));
    private static readonly CaseShape FlowSwitch = new(typeof(FlowSwitchCase), null);

    public static CaseShape? Of(Type type) => type == Switch.Type ? Switch : type == FlowSwitch.Type ? FlowSwitch : null;

    public object Make(string label, Expression condition, IActivity? activity) =>
        Activity is null ? new FlowSwitchCase { Label = label, Condition = condition } : new SwitchCase { Label = label, Condition = condition, Activity = activity };

    public static (string Label, Expression Condition, IActivity? Activity) Read(object item) => item switch
    {
        SwitchCase candidate => (candidate.Label, candidate.Condition, candidate.Activity),
        FlowSwitchCase candidate => (candidate.Label, candidate.Condition, null),
        _ => throw new ArgumentException($"{item.GetType().Name} is no case of a switch.", nameof(item))
    };
}
