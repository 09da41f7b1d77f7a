namespace Elsa.Workflows.Runtime.Exceptions;

/// <summary>No workflow of that name is registered.</summary>
#pragma warning disable CA1032 // Elsa's constructors.
public class WorkflowDefinitionNotFoundException(string message, WorkflowDefinitionHandle workflowDefinitionHandle) : Exception(message)
{
    public WorkflowDefinitionHandle WorkflowDefinitionHandle { get; } = workflowDefinitionHandle;
}
#pragma warning restore CA1032
