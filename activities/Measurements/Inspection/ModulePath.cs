using System.Globalization;

namespace Pipeline.Activities.Measurements.Inspection;

/// <summary>
/// Where a module sits: <c>model.layers.3.mlp.down_proj</c> is part <c>mlp.down_proj</c> of layer 3 of the stack
/// <c>model.layers</c>. The first component that is a number is the layer, whatever stands before it.
/// </summary>
/// <param name="Stack">What stands before the layer number; empty outside of layers.</param>
/// <param name="Layer">Layer number; null for modules outside of layers such as <c>lm_head</c>.</param>
/// <param name="Part">What stands behind the layer number, or the whole name.</param>
public readonly record struct ModulePath(string Stack, int? Layer, string Part)
{
    /// <summary>Reads a node name.</summary>
    public static ModulePath Of(string node)
    {
        for (var dot = node.IndexOf('.', StringComparison.Ordinal); dot > 0;)
        {
            var next = node.IndexOf('.', dot + 1);
            if (next < 0)
                break;
            if (int.TryParse(node.AsSpan(dot + 1, next - dot - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var layer))
                return new(node[..dot], layer, node[(next + 1)..]);
            dot = next;
        }
        return new("", null, node);
    }

    /// <summary>The shortest ending of each part, in whole components, that no other part has.</summary>
    public static IReadOnlyDictionary<string, string> ShortNames(IReadOnlyCollection<string> parts)
    {
        var endings = parts.SelectMany(Endings).CountBy(ending => ending, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        return parts.ToDictionary(part => part, part => Endings(part).FirstOrDefault(ending => endings[ending] == 1) ?? part, StringComparer.Ordinal);
    }

    // From the last component to the whole; of a name with endless components, the last few do.
    private static IEnumerable<string> Endings(string part)
    {
        const int most = 16;
        var start = part.Length;
        for (var i = 0; i < most && start > 0; i++)
        {
            start = part.LastIndexOf('.', start - 1);
            yield return part[(start + 1)..];
        }
    }
}
