using Elsa.Workflows.Runtime.Messages;

namespace Elsa.Workflows.Runtime;

/// <summary>Shorthands.</summary>
public static class WorkflowClientExtensions
{
    public static Task<RunWorkflowInstanceResponse> RunInstanceAsync(this IWorkflowClient workflowClient, CancellationToken cancellationToken = default) =>
        workflowClient.RunInstanceAsync(RunWorkflowInstanceRequest.Empty, cancellationToken);
}
