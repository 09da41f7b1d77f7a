namespace Elsa.Workflows;

/// <summary>Decides what the failure of an activity does to its instance.</summary>
public interface IIncidentStrategy
{
    void HandleIncident(ActivityExecutionContext context);
}
