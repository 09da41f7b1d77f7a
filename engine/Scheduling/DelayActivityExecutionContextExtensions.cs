using Elsa.Scheduling;
using Elsa.Scheduling.Bookmarks;

namespace Elsa.Extensions;

/// <summary>Suspends activities until a time.</summary>
public static class DelayActivityExecutionContextExtensions
{
    /// <summary>Resumes the activity after <paramref name="delay"/>; without a callback it then completes. Survives restarts.</summary>
    public static void DelayFor(this ActivityExecutionContext context, TimeSpan delay, ExecuteActivityDelegate? callback = null) =>
        context.DelayUntil(context.GetRequiredService<ISystemClock>().UtcNow + delay, callback);

    /// <summary>Resumes the activity at <paramref name="resumeAt"/>, at once if that has passed; without a callback it then completes.</summary>
    public static void DelayUntil(this ActivityExecutionContext context, DateTimeOffset resumeAt, ExecuteActivityDelegate? callback = null) =>
        context.CreateBookmark(new CreateBookmarkArgs
        {
            BookmarkName = SchedulingStimulusNames.Delay,
            Stimulus = new DelayPayload(resumeAt),
            Callback = callback,
            IncludeActivityInstanceId = true
        });
}
