namespace Elsa.Workflows;

/// <summary>The state of an instance; see <see cref="Pipeline.Engine.Execution.WorkflowLifecycle"/> for the arrows between them.</summary>
public enum WorkflowSubStatus
{
    Pending,
    Executing,
    Suspended,
    Finished,
    Cancelled,
    Faulted,
    Interrupted
}
