using Elsa.Workflows;
using Elsa.Workflows.Models;

namespace Pipeline.Activities.Steps.Mechanism;

/// <summary>Puts a verdict's values into the activity's outputs.</summary>
internal static class StepOutputs
{
    public static void Publish(this ActivityExecutionContext activity, IReadOnlyDictionary<string, object?> outputs)
    {
        foreach (var (name, value) in outputs)
        {
            var property = activity.Activity.GetType().GetProperty(name)
                ?? throw new InvalidOperationException($"{activity.Activity.Type} has no output '{name}'.");
            activity.Set((Output?)property.GetValue(activity.Activity), value, name);
        }
    }
}
