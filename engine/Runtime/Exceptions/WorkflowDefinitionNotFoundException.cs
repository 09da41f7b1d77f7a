namespace Elsa.Workflows.Runtime.Exceptions;

/// <summary>There is no such workflow definition.</summary>
public class WorkflowDefinitionNotFoundException(string message, WorkflowDefinitionHandle workflowDefinitionHandle) : Exception(message)
{
    public WorkflowDefinitionHandle WorkflowDefinitionHandle { get; } = workflowDefinitionHandle;
}
