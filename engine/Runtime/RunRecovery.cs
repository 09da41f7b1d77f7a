using Elsa.Workflows.Runtime.Messages;
using Pipeline.Engine.Execution;

namespace Pipeline.Engine.Runtime;

/// <summary>What the engine does beyond Elsa's client: going on from the last commit, and retrying.</summary>
public sealed class RunRecovery
{
    private readonly InstanceBursts bursts;

    internal RunRecovery(InstanceBursts bursts) => this.bursts = bursts;

    /// <summary>
    /// Goes on with an instance from its last commit: one that has not started, or one that a dead process left in mid-run,
    /// whose interrupted activity runs again. One that waits, or is over, stays as it is.
    /// </summary>
    public Task ContinueAsync(string instanceId, CancellationToken cancellationToken = default) =>
        bursts.RunAsync(instanceId, context => RunPlan.Apply(context, null), cancellationToken);

    /// <summary>Goes on with a faulted instance at its faulted activities, each from a clean state. Any other stays as it is.</summary>
    public Task RetryAsync(string instanceId, CancellationToken cancellationToken = default) =>
        bursts.RunAsync(
            instanceId,
            context =>
            {
                if (context.SubStatus == WorkflowSubStatus.Faulted)
                    WorkflowRetry.RetryAll(context);
            },
            cancellationToken);
}
