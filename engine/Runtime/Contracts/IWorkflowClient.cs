using Elsa.Workflows.Runtime.Exceptions;
using Elsa.Workflows.Runtime.Messages;
using Elsa.Workflows.State;

namespace Elsa.Workflows.Runtime;

/// <summary>One workflow instance, from outside. A run of it is one burst: until it is suspended, finished, faulted or cancelled.</summary>
public interface IWorkflowClient
{
    string WorkflowInstanceId { get; }

    /// <summary>Makes the instance, Pending, without running it.</summary>
    /// <exception cref="WorkflowDefinitionNotFoundException">No such definition is registered.</exception>
    Task<CreateWorkflowInstanceResponse> CreateInstanceAsync(CreateWorkflowInstanceRequest request, CancellationToken cancellationToken = default);

    /// <summary>Runs the instance: from the request's bookmark or activity, else from what is scheduled, else from the start.</summary>
    /// <exception cref="WorkflowInstanceNotFoundException">There is no such instance.</exception>
    Task<RunWorkflowInstanceResponse> RunInstanceAsync(RunWorkflowInstanceRequest request, CancellationToken cancellationToken = default);

    /// <summary>Makes the instance and runs it. If it exists already, it only goes on: the same id never starts a second run.</summary>
    Task<RunWorkflowInstanceResponse> CreateAndRunInstanceAsync(CreateAndRunWorkflowInstanceRequest request, CancellationToken cancellationToken = default);

    /// <summary>Cancels every open activity, then the instance. Waits for a burst that is under way; does nothing to a finished instance.</summary>
    Task CancelAsync(CancellationToken cancellationToken = default);

    Task<WorkflowState> ExportStateAsync(CancellationToken cancellationToken = default);

    Task<bool> InstanceExistsAsync(CancellationToken cancellationToken = default);

    /// <summary>Deletes the instance with its bookmarks and journal; answers whether there was one.</summary>
    Task<bool> DeleteAsync(CancellationToken cancellationToken = default);
}
