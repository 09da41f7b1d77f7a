using System.Diagnostics.CodeAnalysis;

namespace Elsa.Expressions.Contracts;

/// <summary>
/// The types that stored JSON may name, each by an alias. A type that is not registered is stored as plain JSON and read back
/// as such: a name in the database never makes an object of any other type.
/// </summary>
public interface IWellKnownTypeRegistry
{
    void RegisterType(Type type, string alias);

    bool TryGetAlias(Type type, [NotNullWhen(true)] out string? alias);

    bool TryGetType(string alias, [NotNullWhen(true)] out Type? type);

    IEnumerable<Type> ListTypes();
}
