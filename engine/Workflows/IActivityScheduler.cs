namespace Elsa.Workflows;

/// <summary>The activities that wait for their turn in one instance; first come, first served.</summary>
public interface IActivityScheduler
{
    bool HasAny { get; }

    void Schedule(ActivityWorkItem workItem);

    ActivityWorkItem Take();

    IEnumerable<ActivityWorkItem> List();

    bool Any(Func<ActivityWorkItem, bool> predicate);

    ActivityWorkItem? Find(Func<ActivityWorkItem, bool> predicate);

    void Clear();
}
