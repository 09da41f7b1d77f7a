namespace Elsa.Workflows.IncidentStrategies;

/// <summary>The failed activity stays as it is and the other branches go on; the instance waits for a retry.</summary>
public class ContinueWithIncidentsStrategy : IIncidentStrategy
{
    public void HandleIncident(ActivityExecutionContext context)
    {
    }
}
