using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using Elsa.Workflows.Activities.Flowchart.Models;

namespace Pipeline.Engine.Definitions.Json;

/// <summary>Which members of an activity class are in its JSON, and how.</summary>
internal sealed class ActivityShape
{
    /// <summary>Members of every activity, which are not inputs.</summary>
    public static readonly IReadOnlyList<string> CommonMembers = ["id", "nodeId", "name", "type", "version", "customProperties", "metadata"];

    private static readonly ConcurrentDictionary<Type, ActivityShape> Cache = new();

    private readonly Func<IActivity> _create;

    private ActivityShape(Type type)
    {
        _create = Factory(type);
        Members = [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property is { CanRead: true, CanWrite: true } && property.GetIndexParameters().Length == 0)
            .Select(property => new ActivityMember(property, JsonNamingPolicy.CamelCase.ConvertName(property.Name), KindOf(property)))
            .Where(member => member.Kind != MemberKind.None)
            .GroupBy(member => member.Name).Select(group => group.First())
            .OrderBy(member => member.Kind)];
    }

    /// <summary>In the order in which they can be read: variables before what uses them, activities before their connections.</summary>
    public IReadOnlyList<ActivityMember> Members { get; }

    public static ActivityShape Of(Type activityType) => Cache.GetOrAdd(activityType, type => new ActivityShape(type));

    public IActivity Create() => _create();

    private static MemberKind KindOf(PropertyInfo property)
    {
        var type = property.PropertyType;
        if (typeof(Input).IsAssignableFrom(type))
            return MemberKind.Input;
        if (typeof(Output).IsAssignableFrom(type))
            return MemberKind.Output;
        if (typeof(Variable).IsAssignableFrom(type))
            return MemberKind.Variable;
        if (typeof(IActivity).IsAssignableFrom(type))
            return property.Name == "Start" ? MemberKind.Start : MemberKind.Activity;
        if (typeof(IEnumerable<IActivity>).IsAssignableFrom(type))
            return MemberKind.Activities;
        if (typeof(ICollection<Variable>).IsAssignableFrom(type))
            return MemberKind.Variables;
        if (typeof(ICollection<Connection>).IsAssignableFrom(type))
            return MemberKind.Connections;
        if (property.GetCustomAttribute<InputAttribute>() is null)
            return MemberKind.None;
        return type.IsGenericType && type.GetGenericArguments() is [var item] && CaseShape.Of(item) is not null ? MemberKind.Cases : MemberKind.Plain;
    }

    /// <summary>A constructor that needs no argument; the caller's file and line, which are optional, are not given.</summary>
    private static Func<IActivity> Factory(Type type)
    {
        var constructor = type.GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
            .Where(candidate => candidate.GetParameters().All(parameter => parameter.HasDefaultValue))
            .MinBy(candidate => candidate.GetParameters().Length)
            ?? throw new InvalidOperationException($"The activity class {type.Name} has no constructor without required arguments, so no definition can contain it.");
        var arguments = constructor.GetParameters().Select(parameter => parameter.DefaultValue).ToArray();
        return () => (IActivity)constructor.Invoke(arguments);
    }
}

/// <summary>A member of an activity's JSON.</summary>
/// <param name="Property">The property behind it.</param>
/// <param name="Name">Its name in JSON.</param>
/// <param name="Kind">How it is written.</param>
internal sealed record ActivityMember(PropertyInfo Property, string Name, MemberKind Kind)
{
    public object? Get(IActivity activity) => Property.GetValue(activity);

    public void Set(IActivity activity, object? value) => Property.SetValue(activity, value);
}

/// <summary>Kinds of members, in reading order.</summary>
internal enum MemberKind
{
    None,
    Variables,
    Variable,
    Input,
    Output,
    Plain,
    Cases,
    Activity,
    Activities,
    Start,
    Connections
}
