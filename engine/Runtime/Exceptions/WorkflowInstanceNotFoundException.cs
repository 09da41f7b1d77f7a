namespace Elsa.Workflows.Runtime.Exceptions;

/// <summary>There is no instance of that id.</summary>
public class WorkflowInstanceNotFoundException(string message, string instanceId) : Exception(message)
{
    public string InstanceId { get; } = instanceId;
}
