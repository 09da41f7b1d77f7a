using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Filters;
using Elsa.Workflows.Runtime.Messages;
using Elsa.Workflows.Runtime.Options;
using Pipeline.Engine.Registration;
using Pipeline.Engine.Runtime.Outbox;

namespace Pipeline.Engine.Runtime.Clients;

/// <inheritdoc cref="IWorkflowResumer"/>
internal sealed class WorkflowResumer(OutboxDelivery delivery, IStimulusHasher hasher) : IWorkflowResumer
{
    public async Task<IEnumerable<RunWorkflowInstanceResponse>> ResumeAsync(BookmarkFilter filter, ResumeBookmarkOptions? options = null, CancellationToken cancellationToken = default) =>
        await delivery.SendAsync([new StimulusRequest(filter) { Input = options?.Input, Properties = options?.Properties }], cancellationToken);

    public Task<IEnumerable<RunWorkflowInstanceResponse>> ResumeAsync<TActivity>(object stimulus, ResumeBookmarkOptions? options = null, CancellationToken cancellationToken = default)
        where TActivity : IActivity => ResumeAsync<TActivity>(stimulus, null, options, cancellationToken);

    public Task<IEnumerable<RunWorkflowInstanceResponse>> ResumeAsync<TActivity>(object stimulus, string? workflowInstanceId, ResumeBookmarkOptions? options = null, CancellationToken cancellationToken = default)
        where TActivity : IActivity =>
        ResumeAsync(new BookmarkFilter { Hash = hasher.Hash(ActivityTypeNames.Of(typeof(TActivity)).Name, stimulus), WorkflowInstanceId = workflowInstanceId }, options, cancellationToken);

    public async Task<RunWorkflowInstanceResponse?> ResumeAsync<TActivity>(string bookmarkId, ResumeBookmarkOptions? options = null, CancellationToken cancellationToken = default)
        where TActivity : IActivity =>
        (await ResumeAsync(new BookmarkFilter { BookmarkId = bookmarkId, Name = ActivityTypeNames.Of(typeof(TActivity)).Name }, options, cancellationToken)).SingleOrDefault();

    public async Task<RunWorkflowInstanceResponse?> ResumeAsync(string bookmarkId, IDictionary<string, object> input, CancellationToken cancellationToken = default) =>
        (await ResumeAsync(new BookmarkFilter { BookmarkId = bookmarkId }, new ResumeBookmarkOptions { Input = input }, cancellationToken)).SingleOrDefault();
}
