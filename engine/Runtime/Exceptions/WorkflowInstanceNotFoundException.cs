namespace Elsa.Workflows.Runtime.Exceptions;

/// <summary>There is no instance with that id.</summary>
#pragma warning disable CA1032 // Elsa's constructors.
public class WorkflowInstanceNotFoundException(string message, string instanceId) : Exception(message)
{
    public string InstanceId { get; } = instanceId;
}
#pragma warning restore CA1032
