using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;

namespace Pipeline.Engine.Building;

/// <summary>Finds the activities that an activity holds: in properties, in lists, and in the cases of a switch.</summary>
internal static class ActivityChildren
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Holders = new();

    /// <summary>The child activities with the property that holds them, in the order of the properties.</summary>
    public static IEnumerable<(IActivity Activity, string Port)> Of(IActivity activity)
    {
        var seen = new HashSet<IActivity>(ReferenceEqualityComparer.Instance);
        foreach (var property in Holders.GetOrAdd(activity.GetType(), HoldersOf))
        {
            foreach (var child in In(property.GetValue(activity)).Where(seen.Add))
                yield return (child, property.GetCustomAttribute<PortAttribute>()?.Name ?? property.Name);
        }
    }

    private static IEnumerable<IActivity> In(object? value) => value switch
    {
        IActivity activity => [activity],
        IEnumerable<IActivity> activities => activities,
        IEnumerable<Elsa.Workflows.Activities.SwitchCase> cases => cases.Select(c => c.Activity).OfType<IActivity>(),
        _ => [],
    };

    /// <summary>Lists before single activities: the start of a flowchart is one of its listed activities and keeps its place there.</summary>
    private static PropertyInfo[] HoldersOf(Type type) =>
        [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.CanRead && p.GetIndexParameters().Length == 0 && Holds(p.PropertyType))
            .OrderBy(p => typeof(IEnumerable).IsAssignableFrom(p.PropertyType) ? 0 : 1)];

    private static bool Holds(Type type) =>
        typeof(IActivity).IsAssignableFrom(type)
        || typeof(IEnumerable<IActivity>).IsAssignableFrom(type)
        || typeof(IEnumerable<Elsa.Workflows.Activities.SwitchCase>).IsAssignableFrom(type);
}
