using System.Collections.Concurrent;
using System.Reflection;
using Elsa.Workflows.Activities;

namespace Pipeline.Engine.Building;

/// <summary>The activities that an activity holds: in its properties, and in the cases of a switch.</summary>
internal static class ActivityPorts
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Properties = new();

    public static IEnumerable<ActivityPort> Of(IActivity activity)
    {
        if (activity is Container container)
            yield return ActivityPort.FromActivities(container.Activities, nameof(Container.Activities));
        if (activity is Switch { Cases: var cases })
        {
            foreach (var candidate in cases.Where(candidate => candidate.Activity is not null))
                yield return ActivityPort.FromActivity(candidate.Activity!, candidate.Label);
        }

        foreach (var property in Properties.GetOrAdd(activity.GetType(), FindProperties))
        {
            switch (property.GetValue(activity))
            {
                case IActivity child:
                    yield return ActivityPort.FromActivity(child, property.Name);
                    break;
                case IEnumerable<IActivity> children:
                    yield return ActivityPort.FromActivities(children, property.Name);
                    break;
            }
        }
    }

    private static PropertyInfo[] FindProperties(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.GetIndexParameters().Length == 0 && property.Name != nameof(Container.Activities)
            && (typeof(IActivity).IsAssignableFrom(property.PropertyType) || typeof(IEnumerable<IActivity>).IsAssignableFrom(property.PropertyType)))
        .ToArray();
}
