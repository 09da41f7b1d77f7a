using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Filters;
using Elsa.Workflows.Runtime.Requests;
using Elsa.Workflows.Runtime.Responses;
using Pipeline.Engine.Runtime.Outbox;

namespace Pipeline.Engine.Runtime.Clients;

/// <inheritdoc cref="IWorkflowDispatcher"/>
internal sealed class WorkflowDispatcher(OutboxDelivery delivery, IIdentityGenerator ids, IStimulusHasher hasher) : IWorkflowDispatcher
{
    public Task<DispatchWorkflowResponse> DispatchAsync(DispatchWorkflowDefinitionRequest request, DispatchWorkflowOptions? options, CancellationToken cancellationToken = default) =>
        PostAsync(
            new StartRequest(request.DefinitionVersionId, request.InstanceId ?? ids.GenerateId())
            {
                CorrelationId = request.CorrelationId,
                ParentId = request.ParentWorkflowInstanceId,
                TriggerActivityId = request.TriggerActivityId,
                Input = request.Input,
                Properties = request.Properties
            },
            cancellationToken);

    public Task<DispatchWorkflowResponse> DispatchAsync(DispatchWorkflowInstanceRequest request, DispatchWorkflowOptions? options, CancellationToken cancellationToken = default) =>
        PostAsync(new RunRequest(request.InstanceId, request.BookmarkId) { Input = request.Input, Properties = request.Properties }, cancellationToken);

    public Task<DispatchWorkflowResponse> DispatchAsync(DispatchResumeWorkflowsRequest request, DispatchWorkflowOptions? options, CancellationToken cancellationToken = default)
    {
        var filter = new BookmarkFilter
        {
            Hash = hasher.Hash(request.ActivityTypeName, request.BookmarkPayload, request.ActivityInstanceId),
            CorrelationId = request.CorrelationId,
            WorkflowInstanceId = request.WorkflowInstanceId
        };
        return PostAsync(new StimulusRequest(filter) { Input = request.Input }, cancellationToken);
    }

    private async Task<DispatchWorkflowResponse> PostAsync(OutboxRequest request, CancellationToken cancellationToken)
    {
        await delivery.PostAsync(request, cancellationToken);
        return DispatchWorkflowResponse.Success();
    }
}
