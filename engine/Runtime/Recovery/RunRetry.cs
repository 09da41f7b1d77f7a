using Elsa.Workflows.Runtime.Exceptions;
using Elsa.Workflows.Runtime.Messages;
using Pipeline.Engine.Execution;
using Pipeline.Engine.Runtime.Bursts;
using Pipeline.Engine.Runtime.Outbox;

namespace Pipeline.Engine.Runtime.Recovery;

/// <inheritdoc cref="IRunRetry"/>
internal sealed class RunRetry(InstanceBursts bursts, OutboxDelivery delivery) : IRunRetry
{
    public async Task<RunWorkflowInstanceResponse> RetryAsync(string instanceId, CancellationToken cancellationToken = default)
    {
        var burst = await bursts.RunAsync(instanceId, Reschedule, null, cancellationToken);
        if (burst.Response is null)
            throw new WorkflowInstanceNotFoundException($"There is no workflow instance '{instanceId}'.", instanceId);
        if (burst.Stored.Count == 0)
            return burst.Response;
        await delivery.DeliverFollowUpsAsync(burst.Stored, cancellationToken);
        return InstanceBursts.Respond(await bursts.LoadAsync(instanceId, cancellationToken));
    }

    private static Task<bool> Reschedule(WorkflowExecutionContext context) =>
        WorkflowRetry.RetryAll(context) > 0
            ? Task.FromResult(true)
            : throw new InvalidOperationException($"The run '{context.Id}' has no failed step to retry; it is {context.SubStatus}.");
}
