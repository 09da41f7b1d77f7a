using Elsa.Scheduling.Bookmarks;
using Pipeline.Engine.Runtime;

// ReSharper disable once CheckNamespace
namespace Elsa.Extensions;

/// <summary>Lets an activity wait for a time.</summary>
public static class DelayActivityExecutionContextExtensions
{
    public static void DelayFor(this ActivityExecutionContext context, TimeSpan delay, ExecuteActivityDelegate? callback = null) =>
        context.DelayUntil(context.WorkflowExecutionContext.SystemClock.UtcNow + delay, callback);

    public static void DelayUntil(this ActivityExecutionContext context, DateTimeOffset resumeAt, ExecuteActivityDelegate? callback = null) =>
        context.CreateBookmark(new CreateBookmarkArgs
        {
            BookmarkName = WakeUpSchedule.BookmarkName,
            Stimulus = new DelayPayload(resumeAt),
            Callback = callback,
        });
}
