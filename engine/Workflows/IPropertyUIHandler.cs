using System.Reflection;

namespace Elsa.Workflows;

/// <summary>Gives the designer's editor of an input its data.</summary>
public interface IPropertyUIHandler
{
    /// <summary>Handlers of lower priority come first; later ones overwrite.</summary>
    float Priority { get; }

    ValueTask<IDictionary<string, object>> GetUIPropertiesAsync(PropertyInfo propertyInfo, object? context, CancellationToken cancellationToken = default);
}
