using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Activities;

namespace Pipeline.Activities.Steps.Mechanism;

/// <summary>Asks the surrounding flowchart about its connections.</summary>
internal static class FlowPorts
{
    /// <summary>Whether something follows that port of the activity.</summary>
    public static bool IsConnected(this ActivityExecutionContext activity, string port) =>
        activity.ParentActivityExecutionContext?.Activity is Flowchart flowchart
        && flowchart.Connections.Any(c => c.Source.Activity.Id == activity.Activity.Id && c.Source.Port == port);
}
