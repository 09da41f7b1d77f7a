using Elsa.Workflows.Runtime.Messages;
using Elsa.Workflows.State;

namespace Elsa.Workflows.Runtime;

/// <summary>Acts on one instance. Bursts of one instance run one after another.</summary>
public interface IWorkflowClient
{
    string WorkflowInstanceId { get; }

    /// <exception cref="Exceptions.WorkflowDefinitionNotFoundException">There is no such definition.</exception>
    Task<CreateWorkflowInstanceResponse> CreateInstanceAsync(CreateWorkflowInstanceRequest request, CancellationToken cancellationToken = default);

    /// <summary>Runs until the instance waits or is over. An instance that is over, or whose bookmark is gone, stays as it is.</summary>
    /// <exception cref="Exceptions.WorkflowInstanceNotFoundException">There is no such instance.</exception>
    Task<RunWorkflowInstanceResponse> RunInstanceAsync(RunWorkflowInstanceRequest request, CancellationToken cancellationToken = default);

    Task<RunWorkflowInstanceResponse> CreateAndRunInstanceAsync(CreateAndRunWorkflowInstanceRequest request, CancellationToken cancellationToken = default);

    /// <summary>Ends the instance: open activities are cancelled, bookmarks removed. One that is over stays as it is.</summary>
    Task CancelAsync(CancellationToken cancellationToken = default);

    Task<WorkflowState> ExportStateAsync(CancellationToken cancellationToken = default);

    Task<bool> InstanceExistsAsync(CancellationToken cancellationToken = default);
}
