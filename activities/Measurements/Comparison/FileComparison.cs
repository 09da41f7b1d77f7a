using System.Collections.Immutable;

namespace Pipeline.Activities.Measurements.Comparison;

/// <summary>Compares two files of one rank, node by node and number by number.</summary>
internal sealed class FileComparison(string file, double tolerance)
{
    private readonly List<Difference> differences = [];

    /// <summary>Numbers compared so far.</summary>
    public long Values { get; private set; }

    /// <summary>Everything that differs; the order of nodes does not matter.</summary>
    public IReadOnlyList<Difference> Run(MeasurementFile first, MeasurementFile second)
    {
        if (first.Mode != second.Mode)
            differences.Add(new(DifferenceKind.Form, file, null, "Mode", first.Mode, second.Mode, null));
        var others = second.Nodes.ToDictionary(node => node.Name, StringComparer.Ordinal);
        foreach (var node in first.Nodes)
        {
            if (others.Remove(node.Name, out var other))
                Nodes(node, other);
            else
                differences.Add(new(DifferenceKind.OnlyInFirst, file, node.Name, null, null, null, null));
        }
        foreach (var node in second.Nodes.Where(node => others.ContainsKey(node.Name)))
            differences.Add(new(DifferenceKind.OnlyInSecond, file, node.Name, null, null, null, null));
        return differences;
    }

    private void Nodes(MeasurementNode first, MeasurementNode second)
    {
        Lists(first.Name, NodeKeys.Inputs, first.Inputs, second.Inputs);
        Lists(first.Name, NodeKeys.Outputs, first.Outputs, second.Outputs);
        const string weight = $"{NodeKeys.Params}.{Parameter.WeightName}";
        if (first.Weight is { } a && second.Weight is { } b)
            Tensors(first.Name, weight, a, b);
        else if (first.Weight is not null || second.Weight is not null)
            differences.Add(new(first.Weight is null ? DifferenceKind.OnlyInSecond : DifferenceKind.OnlyInFirst, file, first.Name, weight, null, null, null));
    }

    private void Lists(string node, string key, ImmutableArray<Tensor> first, ImmutableArray<Tensor> second)
    {
        var (a, b) = (first.IsDefault ? [] : first, second.IsDefault ? [] : second);
        if (a.Length != b.Length)
            differences.Add(new(DifferenceKind.Form, file, node, key, $"{a.Length}", $"{b.Length}", null));
        for (var i = 0; i < Math.Min(a.Length, b.Length); i++)
            Tensors(node, $"{key}[{i}]", a[i], b[i]);
    }

    private void Tensors(string node, string position, Tensor first, Tensor second)
    {
        if (!first.Shape.Equals(second.Shape))
        {
            differences.Add(new(DifferenceKind.Form, file, node, position, $"shape {first.Shape}", $"shape {second.Shape}", null));
            return;
        }
        for (var i = 0; i < first.Count; i++)
        {
            Values++;
            if (Relative(first[i], second[i]) is var relative && relative > tolerance)
                differences.Add(new(DifferenceKind.Value, file, node, first.Count == 1 ? position : $"{position}[{i}]", $"{first[i]}", $"{second[i]}", relative));
        }
    }

    // 1 and 1.0 are equal, NaN equals NaN: what matters is what quantization reads.
    private static double Relative(Number first, Number second)
    {
        if (first.HasSameValueAs(second))
            return 0;
        var (a, b) = (first.ToDouble(), second.ToDouble());
        if (double.IsNaN(a) && double.IsNaN(b))
            return 0;
        if (!double.IsFinite(a) || !double.IsFinite(b))
            return double.PositiveInfinity;
        // Divided first, so that values near the largest double do not overflow.
        var larger = Math.Max(Math.Abs(a), Math.Abs(b));
        return Math.Abs(a / larger - b / larger);
    }
}
