using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Elsa.Expressions.Contracts;

namespace Elsa.Expressions.Services;

/// <inheritdoc cref="IWellKnownTypeRegistry"/>
/// <remarks>Arrays, lists and string-keyed dictionaries of a registered type need no alias of their own: <c>Int32[]</c>, <c>List&lt;Int32&gt;</c>, <c>Dictionary&lt;Int32&gt;</c>.</remarks>
public class WellKnownTypeRegistry : IWellKnownTypeRegistry
{
    private readonly ConcurrentDictionary<string, Type> _types = new();
    private readonly ConcurrentDictionary<Type, string> _aliases = new();

    public WellKnownTypeRegistry()
    {
        Type[] primitives =
        [
            typeof(bool), typeof(byte), typeof(char), typeof(short), typeof(int), typeof(long), typeof(float), typeof(double), typeof(decimal), typeof(string), typeof(object),
            typeof(Guid), typeof(DateTime), typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeOnly), typeof(TimeSpan), typeof(Uri), typeof(Version), typeof(JsonElement)
        ];
        foreach (var type in primitives)
            RegisterType(type, type.Name);
    }

    public static IWellKnownTypeRegistry CreateDefault() => new WellKnownTypeRegistry();

    public void RegisterType(Type type, string alias)
    {
        _types[alias] = type;
        _aliases[type] = alias;
    }

    public bool TryGetAlias(Type type, [NotNullWhen(true)] out string? alias)
    {
        if (_aliases.TryGetValue(type, out alias))
            return true;
        var (element, pattern) = type switch
        {
            { IsSZArray: true } => (type.GetElementType()!, "{0}[]"),
            { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(List<>) => (type.GetGenericArguments()[0], "List<{0}>"),
            { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(Dictionary<,>) && type.GetGenericArguments()[0] == typeof(string) => (type.GetGenericArguments()[1], "Dictionary<{0}>"),
            _ => (type, "")
        };
        alias = pattern.Length > 0 && TryGetAlias(element, out var inner) ? pattern.Replace("{0}", inner, StringComparison.Ordinal) : null;
        return alias is not null;
    }

    public bool TryGetType(string alias, [NotNullWhen(true)] out Type? type)
    {
        if (_types.TryGetValue(alias, out type))
            return true;
        type = alias switch
        {
            _ when alias.EndsWith("[]", StringComparison.Ordinal) => TryGetType(alias[..^2], out var item) ? item.MakeArrayType() : null,
            _ when Inner(alias, "List<") is { } inner => TryGetType(inner, out var item) ? typeof(List<>).MakeGenericType(item) : null,
            _ when Inner(alias, "Dictionary<") is { } inner => TryGetType(inner, out var item) ? typeof(Dictionary<,>).MakeGenericType(typeof(string), item) : null,
            _ => null
        };
        return type is not null;
    }

    public IEnumerable<Type> ListTypes() => _aliases.Keys;

    private static string? Inner(string alias, string prefix) =>
        alias.StartsWith(prefix, StringComparison.Ordinal) && alias.EndsWith('>') ? alias[prefix.Length..^1] : null;
}
