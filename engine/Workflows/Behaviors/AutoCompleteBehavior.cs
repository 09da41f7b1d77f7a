namespace Elsa.Workflows.Behaviors;

/// <summary>Completes the activity after its code ran, unless it waits for a bookmark.</summary>
public class AutoCompleteBehavior(IActivity owner) : Behavior(owner)
{
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (context.Status == ActivityStatus.Running && !context.Bookmarks.Any())
            await context.CompleteActivityAsync();
    }
}
