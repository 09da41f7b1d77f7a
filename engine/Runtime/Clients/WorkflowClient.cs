using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Exceptions;
using Elsa.Workflows.Runtime.Messages;
using Elsa.Workflows.State;
using Microsoft.EntityFrameworkCore;
using Pipeline.Engine.Execution;
using Pipeline.Engine.Persistence;
using Pipeline.Engine.Runtime.Bursts;
using Pipeline.Engine.Runtime.Outbox;

namespace Pipeline.Engine.Runtime.Clients;

/// <inheritdoc cref="IWorkflowClient"/>
internal sealed class WorkflowClient(string instanceId, InstanceBursts bursts, OutboxDelivery delivery, InstanceRemoval removal, EngineDatabase database) : IWorkflowClient
{
    public string WorkflowInstanceId => instanceId;

    public async Task<CreateWorkflowInstanceResponse> CreateInstanceAsync(CreateWorkflowInstanceRequest request, CancellationToken cancellationToken = default)
    {
        var start = new StartRequest(DefinitionHandles.DefinitionOf(request.WorkflowDefinitionHandle), instanceId)
        {
            CorrelationId = request.CorrelationId,
            Name = request.Name,
            ParentId = request.ParentId,
            Input = request.Input,
            Properties = request.Properties
        };
        await bursts.CreateAsync(start, null, cancellationToken);
        return new CreateWorkflowInstanceResponse();
    }

    public async Task<RunWorkflowInstanceResponse> CreateAndRunInstanceAsync(CreateAndRunWorkflowInstanceRequest request, CancellationToken cancellationToken = default)
    {
        var start = new StartRequest(DefinitionHandles.DefinitionOf(request.WorkflowDefinitionHandle), instanceId)
        {
            CorrelationId = request.CorrelationId,
            Name = request.Name,
            ParentId = request.ParentId,
            TriggerActivityId = request.TriggerActivityId,
            Input = request.Input,
            Properties = request.Properties,
            Variables = request.Variables
        };
        return await FinishAsync(await bursts.StartAsync(start, null, cancellationToken), request.IncludeWorkflowOutput, cancellationToken);
    }

    public async Task<RunWorkflowInstanceResponse> RunInstanceAsync(RunWorkflowInstanceRequest request, CancellationToken cancellationToken = default)
    {
        // A resumption is stored before it runs, so that a host that dies in mid-activity does not forget it.
        if (request is { BookmarkId: { } bookmarkId, ActivityHandle: null })
        {
            var resumed = await delivery.SendAsync([new RunRequest(instanceId, bookmarkId) { Input = request.Input, Properties = request.Properties }], cancellationToken);
            var standing = resumed.SingleOrDefault() ?? throw NotFound();
            return Answer(standing, request.IncludeWorkflowOutput);
        }

        var options = new RunWorkflowOptions
        {
            ActivityHandle = request.ActivityHandle,
            TriggerActivityId = request.TriggerActivityId,
            Input = request.Input,
            Properties = request.Properties,
            Variables = request.Variables
        };
        return await FinishAsync(await bursts.RunAsync(instanceId, options, null, cancellationToken), request.IncludeWorkflowOutput, cancellationToken);
    }

    public async Task CancelAsync(CancellationToken cancellationToken = default)
    {
        var burst = await bursts.RunAsync(instanceId, CancelAsync, null, cancellationToken);
        if (burst.Response is null)
            throw NotFound();
        await delivery.DeliverFollowUpsAsync(burst.Stored, cancellationToken);
    }

    public Task<WorkflowState> ExportStateAsync(CancellationToken cancellationToken = default) => bursts.LoadAsync(instanceId, cancellationToken);

    public async Task<bool> InstanceExistsAsync(CancellationToken cancellationToken = default)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await db.Instances.AnyAsync(instance => instance.Id == instanceId, cancellationToken);
    }

    public async Task<bool> DeleteAsync(CancellationToken cancellationToken = default) => await removal.RemoveAsync([instanceId], cancellationToken) > 0;

    private static async Task<bool> CancelAsync(WorkflowExecutionContext context)
    {
        if (context.SubStatus is WorkflowSubStatus.Finished or WorkflowSubStatus.Cancelled)
            return false;
        await WorkflowCancellation.CancelAsync(context);
        return true;
    }

    /// <summary>Serves what the burst asked for; that may have brought this very instance forward.</summary>
    private async Task<RunWorkflowInstanceResponse> FinishAsync(Burst burst, bool includeOutput, CancellationToken cancellationToken)
    {
        var response = burst.Response ?? throw NotFound();
        if (burst.Stored.Count > 0)
        {
            await delivery.DeliverFollowUpsAsync(burst.Stored, cancellationToken);
            response = InstanceBursts.Respond(await bursts.LoadAsync(instanceId, cancellationToken));
        }
        return Answer(response, includeOutput);
    }

    private static RunWorkflowInstanceResponse Answer(RunWorkflowInstanceResponse response, bool includeOutput) =>
        includeOutput ? response : response with { Output = null };

    private WorkflowInstanceNotFoundException NotFound() => new($"There is no workflow instance '{instanceId}'.", instanceId);
}
