namespace Elsa.Workflows.IncidentStrategies;

/// <summary>
/// The instance is Faulted. Work already under way in other branches runs on to its next bookmark, and those bookmarks stay,
/// so that a retry continues with everything in place.
/// </summary>
public class FaultStrategy : IIncidentStrategy
{
    public void HandleIncident(ActivityExecutionContext context) => context.WorkflowExecutionContext.TransitionTo(WorkflowSubStatus.Faulted);
}
