namespace Elsa.Workflows.Runtime.Messages;

/// <summary>The instance was made.</summary>
public record CreateWorkflowInstanceResponse;
