using System.Text.Json;
using System.Text.Json.Nodes;
using Elsa.Expressions.Services;

namespace Pipeline.Engine.Definitions.Json;

/// <summary>The names that definitions and descriptors give to types of values.</summary>
internal static class DefinitionTypes
{
    /// <summary>The types offered for variables, inputs and outputs, by name.</summary>
    public static IReadOnlyList<(string Name, Type Type, string Category)> Offered { get; } =
    [
        ("Object", typeof(object), "Primitives"), ("String", typeof(string), "Primitives"), ("Boolean", typeof(bool), "Primitives"),
        ("Int32", typeof(int), "Primitives"), ("Int64", typeof(long), "Primitives"), ("Single", typeof(float), "Primitives"),
        ("Double", typeof(double), "Primitives"), ("Decimal", typeof(decimal), "Primitives"), ("Guid", typeof(Guid), "Primitives"),
        ("DateTime", typeof(DateTime), "Primitives"), ("DateTimeOffset", typeof(DateTimeOffset), "Primitives"), ("TimeSpan", typeof(TimeSpan), "Primitives"),
        ("ObjectDictionary", typeof(IDictionary<string, object>), "Lookups"), ("StringDictionary", typeof(IDictionary<string, string>), "Lookups"),
        ("JsonElement", typeof(JsonElement), "Dynamic"), ("JsonNode", typeof(JsonNode), "Dynamic"), ("JsonObject", typeof(JsonObject), "Dynamic"),
    ];

    // After the list, which it reads.
    private static readonly WellKnownTypeRegistry Registry = Create();

    /// <summary>The name of a type; <c>Object</c> for one that has none.</summary>
    public static string NameOf(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (Registry.TryGetAlias(plain, out var alias))
            return alias;
        if (plain.IsEnum)
            return plain.Name;
        if (plain.IsArray && plain.GetElementType() is { } element)
            return $"{NameOf(element)}[]";
        return ItemOf(plain) is { } item ? $"List<{NameOf(item)}>" : nameof(Object);
    }

    /// <summary>The type of a name: short, or a full .NET name of a type that has a short one. Null for any other.</summary>
    public static Type? Find(string? name)
    {
        if (string.IsNullOrEmpty(name))
            return typeof(object);
        if (Registry.TryGetType(name, out var type))
            return type;
        var full = name.Split(',')[0].Trim();
        return Registry.ListTypes().FirstOrDefault(known => known.FullName == full);
    }

    private static Type? ItemOf(Type type)
    {
        if (!type.IsGenericType || type.GetGenericArguments() is not [var item])
            return null;
        Type[] lists = [typeof(ICollection<>), typeof(IList<>), typeof(List<>), typeof(IEnumerable<>), typeof(IReadOnlyList<>), typeof(IReadOnlyCollection<>)];
        return lists.Contains(type.GetGenericTypeDefinition()) ? item : null;
    }

    private static WellKnownTypeRegistry Create()
    {
        var registry = new WellKnownTypeRegistry();
        registry.RegisterType(typeof(long), "Long");
        registry.RegisterType(typeof(long), "Int64");
        foreach (var (name, type, _) in Offered)
            registry.RegisterType(type, name);
        registry.RegisterType(typeof(Dictionary<string, object>), "ObjectDictionary");
        registry.RegisterType(typeof(IDictionary<string, object>), "ObjectDictionary");
        registry.RegisterType(typeof(byte[]), "ByteArray");
        return registry;
    }
}
