using System.Collections.Concurrent;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Messages;
using Microsoft.Extensions.Logging;
using Pipeline.Engine.Runtime.Bursts;

namespace Pipeline.Engine.Runtime.Outbox;

/// <summary>
/// Serves stored requests, and those that serving them brings about. A request is removed by the first commit of the run that
/// it causes; one whose run never committed is served again at the next start.
/// </summary>
internal sealed partial class OutboxDelivery(OutboxStore store, InstanceBursts bursts, IBookmarkStore bookmarks, BackgroundWork background, ILogger<OutboxDelivery> logger)
{
    private readonly ConcurrentDictionary<long, bool> _underWay = new();

    /// <summary>Stores requests and serves them.</summary>
    public async Task<IReadOnlyList<RunWorkflowInstanceResponse>> SendAsync(IEnumerable<OutboxRequest> requests, CancellationToken cancellationToken) =>
        await DeliverAsync(await store.AddAsync(requests, cancellationToken: cancellationToken), cancellationToken);

    /// <summary>Stores a request; it is served in the background.</summary>
    public async Task PostAsync(OutboxRequest request, CancellationToken cancellationToken)
    {
        foreach (var entry in await store.AddAsync([request], cancellationToken: cancellationToken))
            DeliverInBackground(entry);
    }

    /// <summary>Serves requests one by one, with what they bring about; answers how the instances of the first ones stand in the end.</summary>
    public async Task<IReadOnlyList<RunWorkflowInstanceResponse>> DeliverAsync(IEnumerable<OutboxEntry> entries, CancellationToken cancellationToken)
    {
        var responses = new List<RunWorkflowInstanceResponse>();
        var followUps = new List<OutboxEntry>();
        var open = new Queue<OutboxEntry>(entries);
        while (open.TryDequeue(out var entry))
        {
            var burst = await ServeOnceAsync(entry, cancellationToken);
            if (burst.Response is not null)
                responses.Add(burst.Response);
            foreach (var stored in burst.Stored)
            {
                // What a stimulus resumes is what the caller asked for; what a run asks for comes after.
                if (entry.Request is StimulusRequest)
                    open.Enqueue(stored);
                else
                    followUps.Add(stored);
            }
        }
        if (followUps.Count == 0)
            return responses;
        await DeliverFollowUpsAsync(followUps, cancellationToken);
        for (var i = 0; i < responses.Count; i++)
            responses[i] = InstanceBursts.Respond(await bursts.LoadAsync(responses[i].WorkflowInstanceId, cancellationToken));
        return responses;
    }

    /// <summary>Serves what a run asked for, and what comes of that; requests for the background go there.</summary>
    public async Task DeliverFollowUpsAsync(IEnumerable<OutboxEntry> entries, CancellationToken cancellationToken)
    {
        var open = new Queue<OutboxEntry>(entries);
        while (open.TryDequeue(out var entry))
        {
            if (entry.Request.InBackground)
                DeliverInBackground(entry);
            else
                foreach (var stored in (await ServeOnceAsync(entry, cancellationToken)).Stored)
                    open.Enqueue(stored);
        }
    }

    /// <summary>Serves all that an earlier host left.</summary>
    public async Task DeliverLeftOversAsync(CancellationToken cancellationToken)
    {
        foreach (var entry in await store.ListAsync(cancellationToken))
            DeliverInBackground(entry);
    }

    /// <summary>Serves what an earlier host left of one instance: its resumptions, and the children it started.</summary>
    public async Task DeliverLeftOversAsync(string instanceId, CancellationToken cancellationToken)
    {
        var left = await store.ListAsync(cancellationToken);
        await DeliverAsync(left.Where(entry => IsOf(entry.Request, instanceId)).ToList(), cancellationToken);
    }

    public void DeliverInBackground(OutboxEntry entry) => background.Start($"request {entry.Id}", token => DeliverAsync([entry], token));

    private static bool IsOf(OutboxRequest request, string instanceId) => request switch
    {
        RunRequest run => run.InstanceId == instanceId,
        StartRequest start => start.ParentId == instanceId || start.InstanceId == instanceId,
        _ => false
    };

    private async Task<Burst> ServeOnceAsync(OutboxEntry entry, CancellationToken cancellationToken)
    {
        if (!_underWay.TryAdd(entry.Id, true))
            return Burst.Nothing;
        try
        {
            return await ServeAsync(entry, cancellationToken);
        }
        finally
        {
            _underWay.TryRemove(entry.Id, out _);
        }
    }

    private async Task<Burst> ServeAsync(OutboxEntry entry, CancellationToken cancellationToken)
    {
        if (entry.Request is StimulusRequest stimulus)
            return new Burst(null, await ExpandAsync(entry.Id, stimulus, cancellationToken));

        var burst = entry.Request switch
        {
            StartRequest start => await bursts.StartAsync(start, entry.Id, cancellationToken),
            RunRequest run => await bursts.RunAsync(run, entry.Id, cancellationToken),
            _ => throw new InvalidOperationException($"The request {entry.Id} is of an unknown kind, {entry.Request.GetType().Name}.")
        };
        if (!burst.Consumed)
            await store.RemoveAsync(entry.Id, cancellationToken);
        if (burst.Response is null)
            LogNothingToDo(entry.Id, entry.Request);
        return burst;
    }

    private async Task<IReadOnlyList<OutboxEntry>> ExpandAsync(long id, StimulusRequest stimulus, CancellationToken cancellationToken)
    {
        var matches = await bookmarks.FindManyAsync(stimulus.Filter, cancellationToken);
        var runs = matches.Select(bookmark => new RunRequest(bookmark.WorkflowInstanceId, bookmark.Id) { Input = stimulus.Input, Properties = stimulus.Properties });
        return await store.AddAsync(runs, id, cancellationToken);
    }

    [LoggerMessage(LogLevel.Debug, "Request {Id} found nothing to do: {Request}")]
    private partial void LogNothingToDo(long id, OutboxRequest request);
}
