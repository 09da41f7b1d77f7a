using Elsa.Workflows.Runtime.Exceptions;
using Elsa.Workflows.Runtime.Messages;

namespace Pipeline.Engine.Runtime.Recovery;

/// <summary>Continues runs that failed.</summary>
public interface IRunRetry
{
    /// <summary>Runs every faulted activity of a run again, from a clean state, and goes on from there; all before it is kept.</summary>
    /// <returns>How the run stands when it next finishes, fails or waits.</returns>
    /// <exception cref="WorkflowInstanceNotFoundException">There is no such run.</exception>
    /// <exception cref="InvalidOperationException">The run has no faulted activity.</exception>
    Task<RunWorkflowInstanceResponse> RetryAsync(string instanceId, CancellationToken cancellationToken = default);
}
