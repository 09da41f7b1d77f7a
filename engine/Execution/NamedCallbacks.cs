using System.Reflection;

namespace Pipeline.Engine.Execution;

/// <summary>Finds callbacks by the name under which a saved instance refers to them.</summary>
internal static class NamedCallbacks
{
    private const BindingFlags Flags = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static TDelegate Find<TDelegate>(IActivity activity, string methodName) where TDelegate : Delegate
    {
        for (var type = activity.GetType(); type is not null; type = type.BaseType)
        {
            foreach (var method in type.GetMethods(Flags))
            {
                if (method.Name == methodName && Bind<TDelegate>(activity, method) is { } callback)
                    return callback;
            }
        }

        throw new InvalidOperationException(
            $"The activity '{activity.Id}' ({activity.Type}) has no method '{methodName}' to go on with. A callback that must survive a suspension has to be a named method of the activity, not a lambda.");
    }

    private static TDelegate? Bind<TDelegate>(IActivity activity, MethodInfo method) where TDelegate : Delegate =>
        (TDelegate?)(method.IsStatic
            ? Delegate.CreateDelegate(typeof(TDelegate), method, throwOnBindFailure: false)
            : Delegate.CreateDelegate(typeof(TDelegate), activity, method, throwOnBindFailure: false));
}
