namespace Elsa.Workflows.Models;

/// <summary>The activities that an activity holds in one of its ports.</summary>
public record ActivityPort(IActivity? Activity, ICollection<IActivity>? Activities, string PortName)
{
    public static ActivityPort FromActivity(IActivity activity, string portName) => new(activity, null, portName);

    public static ActivityPort FromActivities(IEnumerable<IActivity> activities, string portName) => new(null, activities.ToList(), portName);

    public IEnumerable<IActivity> GetActivities() => Activities ?? (Activity is null ? [] : [Activity]);
}
