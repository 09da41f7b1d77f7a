namespace Elsa.Workflows.Options;

/// <summary>The host's choice for workflows that do not choose an incident strategy.</summary>
public class IncidentOptions
{
    public Type? DefaultIncidentStrategy { get; set; }
}
