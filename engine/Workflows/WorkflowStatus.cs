namespace Elsa.Workflows;

/// <summary>Whether an instance is over.</summary>
public enum WorkflowStatus
{
    Running,
    Finished
}
