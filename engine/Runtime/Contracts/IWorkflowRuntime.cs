namespace Elsa.Workflows.Runtime;

/// <summary>Durable workflow instances.</summary>
public interface IWorkflowRuntime
{
    /// <summary>A client of an instance to be made, with a new id.</summary>
    ValueTask<IWorkflowClient> CreateClientAsync(CancellationToken cancellationToken = default);

    /// <summary>A client of the instance of that id, which need not exist yet.</summary>
    ValueTask<IWorkflowClient> CreateClientAsync(string? workflowInstanceId, CancellationToken cancellationToken = default);
}
