namespace Elsa.Workflows;

/// <summary>Something added to an activity: it runs after the activity and hears its signals.</summary>
public interface IBehavior : ISignalHandler
{
    IActivity Owner { get; }

    ValueTask ExecuteAsync(ActivityExecutionContext context);
}
