using System.Collections.Concurrent;
using System.Reflection;

namespace Pipeline.Engine.Registration;

/// <summary>The name under which an activity class is known, such as <c>Elsa.Sequence</c>.</summary>
internal static class ActivityTypeNames
{
    private static readonly ConcurrentDictionary<Type, (string Name, int Version)> Cache = new();

    public static (string Name, int Version) Of(Type type) => Cache.GetOrAdd(type, static activityType =>
    {
        var attribute = activityType.GetCustomAttribute<ActivityAttribute>(inherit: false);
        var ns = attribute?.Namespace ?? activityType.Namespace;
        var name = attribute?.Type ?? Simple(activityType);
        return (string.IsNullOrEmpty(ns) ? name : $"{ns}.{name}", attribute?.Version ?? 1);
    });

    /// <summary>The class name; type arguments in angle brackets.</summary>
    public static string Simple(Type type)
    {
        if (!type.IsGenericType)
            return type.Name;
        var arguments = string.Join(",", type.GetGenericArguments().Select(Simple));
        return $"{WithoutArity(type.Name)}<{arguments}>";
    }

    /// <summary>What generated activity ids start with: the last part of the type name, without type arguments.</summary>
    public static string IdPrefix(string typeName)
    {
        var plain = typeName.AsSpan();
        var bracket = plain.IndexOf('<');
        if (bracket >= 0)
            plain = plain[..bracket];
        return plain[(plain.LastIndexOf('.') + 1)..].ToString();
    }

    private static string WithoutArity(string name) => name.IndexOf('`') is >= 0 and var tick ? name[..tick] : name;
}
