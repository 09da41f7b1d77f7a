using Elsa.Scheduling;
using Elsa.Scheduling.Bookmarks;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Filters;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Engine.Persistence;

namespace Pipeline.Engine.Scheduling;

/// <summary>Keeps the wake-ups in step with the bookmarks that have a due time: after every commit, and at start.</summary>
internal sealed class DelayedBookmarks(IServiceProvider services, IBookmarkStore bookmarks) : ICommitObserver
{
    // Looked up late: the wake-ups resume instances, whose commits are observed here.
    private readonly Lazy<IWakeUps> _wakeUps = new(services.GetRequiredService<IWakeUps>);

    public void Committed(string instanceId, BookmarkChanges bookmarks)
    {
        foreach (var bookmark in bookmarks.Added)
            if (bookmark.Name == SchedulingStimulusNames.Delay && bookmark.Payload is DelayPayload delay)
                _wakeUps.Value.Schedule(bookmark.Id, instanceId, delay.ResumeAt);
        foreach (var id in bookmarks.Removed)
            _wakeUps.Value.Cancel(id);
    }

    /// <summary>Arms the open delays among the bookmarks of a filter.</summary>
    public async Task ArmAsync(BookmarkFilter filter, CancellationToken cancellationToken)
    {
        filter.Name = SchedulingStimulusNames.Delay;
        foreach (var bookmark in await bookmarks.FindManyAsync(filter, cancellationToken))
            if (bookmark.Payload is DelayPayload delay)
                _wakeUps.Value.Schedule(bookmark.Id, bookmark.WorkflowInstanceId, delay.ResumeAt);
    }
}
