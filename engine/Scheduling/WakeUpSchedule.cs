using System.Collections.Concurrent;
using Elsa.Expressions.Helpers;
using Elsa.Scheduling.Bookmarks;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Filters;
using Elsa.Workflows.Runtime.Messages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Pipeline.Engine.Runtime;

/// <summary>
/// Wakes instances whose delay is over. The database holds the delays; this holds timers of this process, armed when an
/// instance is committed and, for all that wait, when the host starts. Waking twice is harmless: the bookmark is burnt.
/// </summary>
internal sealed class WakeUpSchedule(IServiceProvider services, TimeProvider clock, ILogger<WakeUpSchedule> log) : IHostedService, IAsyncDisposable
{
    public const string BookmarkName = "Elsa.Delay";

    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(20);

    private readonly ConcurrentDictionary<string, ITimer> timers = new();

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var store = services.GetRequiredService<IBookmarkStore>();
        foreach (var bookmark in await store.FindManyAsync(new BookmarkFilter { Name = BookmarkName }, cancellationToken))
            Arm(bookmark.WorkflowInstanceId, bookmark.Id, bookmark.Payload);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Arms timers for the delays of an instance that has just been committed.</summary>
    public void Follow(WorkflowExecutionContext context)
    {
        foreach (var bookmark in context.Bookmarks.Where(b => b.Name == BookmarkName))
            Arm(context.Id, bookmark.Id, bookmark.Payload);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var timer in timers.Values)
            await timer.DisposeAsync();
    }

    private void Arm(string instanceId, string bookmarkId, object? payload)
    {
        if (payload.ConvertTo<DelayPayload>() is not { } delay)
            return;
        var left = delay.ResumeAt - clock.GetUtcNow();
        var due = left < TimeSpan.Zero ? TimeSpan.Zero : left > LongestTimer ? LongestTimer : left;
        timers.GetOrAdd(bookmarkId, key => clock.CreateTimer(state => _ = WakeAsync(instanceId, key, payload), null, due, Timeout.InfiniteTimeSpan));
    }

    private async Task WakeAsync(string instanceId, string bookmarkId, object? payload)
    {
        if (timers.TryRemove(bookmarkId, out var timer))
            await timer.DisposeAsync();
        if (payload.ConvertTo<DelayPayload>() is { } delay && delay.ResumeAt > clock.GetUtcNow())
        {
            Arm(instanceId, bookmarkId, payload);
            return;
        }

        try
        {
            var client = await services.GetRequiredService<IWorkflowRuntime>().CreateClientAsync(instanceId);
            await client.RunInstanceAsync(new RunWorkflowInstanceRequest { BookmarkId = bookmarkId });
        }
        catch (Exception e)
        {
            log.LogError(e, "The instance {Instance} could not be woken; it is woken again when the host starts", instanceId);
        }
    }
}
