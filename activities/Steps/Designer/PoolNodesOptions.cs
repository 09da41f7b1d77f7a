using System.Reflection;
using Elsa.Workflows;
using Pipeline.Activities.Nodes.Pool;

namespace Pipeline.Activities.Steps.Designer;

/// <summary>Offers the pool's nodes in the designer, as they are when it asks.</summary>
/// <param name="pool">The pool; without one there is nothing to offer.</param>
public sealed class PoolNodesOptions(INodePool? pool = null) : IPropertyUIHandler
{
    /// <inheritdoc/>
    public float Priority => 0;

    /// <inheritdoc/>
    public ValueTask<IDictionary<string, object>> GetUIPropertiesAsync(PropertyInfo propertyInfo, object? context, CancellationToken cancellationToken = default)
    {
        var items = (pool?.Nodes ?? []).Select(node => new Dictionary<string, object>
        {
            ["text"] = node.Device is { } device ? $"{node.Name} ({device}, {node.Cards} cards)" : $"{node.Name} ({node.Cards} cards)",
            ["value"] = node.Name,
        });
        return ValueTask.FromResult<IDictionary<string, object>>(new Dictionary<string, object>
        {
            ["checklist"] = new Dictionary<string, object> { ["checkList"] = new Dictionary<string, object> { ["items"] = items.ToList() } },
        });
    }
}
