using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Filters;
using Elsa.Workflows.Runtime.Results;
using Pipeline.Engine.Runtime.Outbox;

namespace Pipeline.Engine.Runtime.Clients;

/// <inheritdoc cref="IStimulusSender"/>
/// <remarks>A stimulus reaches the bookmarks that are committed when it is sent; it is not kept for later ones.</remarks>
internal sealed class StimulusSender(OutboxDelivery delivery, IStimulusHasher hasher) : IStimulusSender
{
    public Task<SendStimulusResult> SendAsync(string activityTypeName, object stimulus, StimulusMetadata? metadata = null, CancellationToken cancellationToken = default) =>
        SendAsync(hasher.Hash(activityTypeName, stimulus), metadata, cancellationToken);

    public async Task<SendStimulusResult> SendAsync(string stimulusHash, StimulusMetadata? metadata = null, CancellationToken cancellationToken = default)
    {
        var filter = new BookmarkFilter
        {
            Hash = stimulusHash,
            CorrelationId = metadata?.CorrelationId,
            WorkflowInstanceId = metadata?.WorkflowInstanceId,
            ActivityInstanceId = metadata?.ActivityInstanceId,
            BookmarkId = metadata?.BookmarkId
        };
        var responses = await delivery.SendAsync([new StimulusRequest(filter) { Input = metadata?.Input, Properties = metadata?.Properties }], cancellationToken);
        return new SendStimulusResult([.. responses]);
    }
}
