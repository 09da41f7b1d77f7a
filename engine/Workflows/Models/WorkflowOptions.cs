namespace Elsa.Workflows.Models;

/// <summary>How a workflow is run.</summary>
public class WorkflowOptions
{
    /// <summary>Decides whether another instance may start; null for always.</summary>
    public Type? ActivationStrategyType { get; set; }

    public bool? UsableAsActivity { get; set; }
    public bool AutoUpdateConsumingWorkflows { get; set; }
    public string? ActivityCategory { get; set; }

    /// <summary>What a fault does to the instance; null for <see cref="IncidentStrategies.FaultStrategy"/>.</summary>
    public Type? IncidentStrategyType { get; set; }

    public string? CommitStrategyName { get; set; }
}
