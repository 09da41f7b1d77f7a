namespace Elsa.Workflows.Runtime;

/// <summary>Gives clients of workflow instances.</summary>
public interface IWorkflowRuntime
{
    /// <summary>A client of an instance that does not exist yet; its id is generated.</summary>
    ValueTask<IWorkflowClient> CreateClientAsync(CancellationToken cancellationToken = default);

    /// <summary>A client of the instance with this id, existing or not.</summary>
    ValueTask<IWorkflowClient> CreateClientAsync(string? workflowInstanceId, CancellationToken cancellationToken = default);
}
