using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Activities;
using Elsa.Workflows.Runtime.Filters;
using Elsa.Workflows.Runtime.Stimuli;
using Pipeline.Engine.Runtime.Outbox;

namespace Pipeline.Engine.Runtime.Clients;

/// <inheritdoc cref="IEventPublisher"/>
internal sealed class EventPublisher(OutboxDelivery delivery, IStimulusHasher hasher) : IEventPublisher
{
    public async Task PublishAsync(
        string eventName,
        string? correlationId = null,
        string? workflowInstanceId = null,
        string? activityInstanceId = null,
        object? payload = null,
        bool asynchronous = false,
        CancellationToken cancellationToken = default)
    {
        var filter = new BookmarkFilter
        {
            Hash = hasher.Hash(RuntimeStimulusNames.Event, new EventStimulus(eventName)),
            CorrelationId = correlationId,
            WorkflowInstanceId = workflowInstanceId,
            ActivityInstanceId = activityInstanceId
        };
        var input = new Dictionary<string, object>();
        if (payload is not null)
            input[Event.EventInputWorkflowInputKey] = payload;
        var request = new StimulusRequest(filter) { Input = input };
        if (asynchronous)
            await delivery.PostAsync(request, cancellationToken);
        else
            await delivery.SendAsync([request], cancellationToken);
    }
}
