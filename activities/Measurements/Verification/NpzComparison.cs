using System.Collections.Immutable;

namespace Pipeline.Activities.Measurements.Verification;

/// <summary>Whether an NPZ holds the numbers of its JSON, in float32, which is what INC measures in.</summary>
internal static class NpzComparison
{
    /// <summary>Where they differ first; null if they do not.</summary>
    public static (string? Node, string What)? FirstDifference(MeasurementFile json, MeasurementFile npz)
    {
        var others = npz.Nodes.ToDictionary(node => node.Name, StringComparer.Ordinal);
        foreach (var node in json.Nodes)
        {
            if (!others.Remove(node.Name, out var other))
                return (node.Name, "the node is missing in the NPZ.");
            if (!Equal(node.Inputs, other.Inputs) || !Equal(node.Outputs, other.Outputs) || !Equal(node.Weight, other.Weight))
                return (node.Name, "the NPZ holds other numbers than the JSON.");
        }
        return others.Count == 0 ? null : (others.Keys.First(), "the NPZ holds a node that the JSON lacks.");
    }

    private static bool Equal(ImmutableArray<Tensor> left, ImmutableArray<Tensor> right)
    {
        if (left.IsDefaultOrEmpty || right.IsDefaultOrEmpty)
            return left.IsDefaultOrEmpty == right.IsDefaultOrEmpty;
        return left.Length == right.Length && left.Zip(right).All(pair => Equal(pair.First, pair.Second));
    }

    private static bool Equal(Tensor? left, Tensor? right)
    {
        if (left is not { } a || right is not { } b)
            return left is null == right is null;
        if (!a.Shape.Equals(b.Shape))
            return false;
        for (var i = 0; i < a.Count; i++)
        {
            if (!((float)a[i].ToDouble()).Equals((float)b[i].ToDouble()))
                return false;
        }
        return true;
    }
}
