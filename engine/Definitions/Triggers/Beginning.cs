using Elsa.Workflows.Activities;
using Elsa.Workflows.Activities.Flowchart.Activities;

namespace Pipeline.Engine.Definitions.Triggers;

/// <summary>Where a run begins that no trigger started.</summary>
public static class Beginning
{
    /// <summary>The trigger with which the workflow begins; null when it begins with any other activity, which then can be run by hand.</summary>
    public static IActivity? TriggerOf(Workflow workflow) => First(workflow.Root) is Activity { CanStartWorkflow: true } first and ITrigger ? first : null;

    private static IActivity? First(IActivity? activity) => activity switch
    {
        Flowchart chart => First(chart.DefaultStart),
        Sequence sequence => First(sequence.Activities.FirstOrDefault()),
        _ => activity
    };
}
