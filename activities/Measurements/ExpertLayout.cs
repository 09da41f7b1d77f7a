namespace Pipeline.Activities.Measurements;

/// <summary>
/// The experts of one rank's file. A fused MoE node has expert nodes below it, or, where those were not measured, the name
/// that the plugin gives it.
/// </summary>
public sealed class ExpertLayout
{
    private readonly HashSet<string> fused = new(StringComparer.Ordinal);

    /// <summary>Finds the experts among the nodes.</summary>
    public ExpertLayout(IEnumerable<MeasurementNode> nodes)
    {
        string? last = null;
        var unlisted = 0;
        foreach (var node in nodes)
        {
            if (!ExpertName.TryParse(node.Name, out var name, out _, out var index))
            {
                if (ExpertName.IsFused(node.Name))
                {
                    fused.Add(node.Name);
                    unlisted = Math.Max(unlisted, Math.Max(PerExpert(node, scale: false).Length, PerExpert(node, scale: true).Length));
                }
                continue;
            }
            // Experts of one fused node follow each other.
            if (last is null || !name.SequenceEqual(last))
                fused.Add(last = name.ToString());
            Count = Math.Max(Count, index + 1);
        }
        if (Count == 0)
            Count = unlisted;
    }

    /// <summary>
    /// Experts a layer: one more than the highest index, or what the fused nodes hold if no expert has a node; 0 for a dense
    /// model.
    /// </summary>
    public int Count { get; }

    /// <summary>Whether a node is a fused MoE node.</summary>
    public bool IsFused(string node) => fused.Contains(node);

    /// <summary>
    /// The values per expert of a fused node: everything after the first output (measurement) or input (scale file).
    /// </summary>
    public static ReadOnlySpan<Tensor> PerExpert(MeasurementNode node, bool scale)
    {
        var values = scale ? node.Inputs : node.Outputs;
        return values.IsDefaultOrEmpty ? [] : values.AsSpan()[1..];
    }

    /// <summary>Refuses a fused node whose values do not match the number of experts.</summary>
    /// <exception cref="MeasurementException">The node has more or fewer values than experts.</exception>
    public void RequireMatching(MeasurementNode node, bool scale, string file)
    {
        var found = PerExpert(node, scale).Length;
        if (found != Count)
            throw new MeasurementException(
                $"has {found} {(scale ? "input scales" : "intermediate maxima")} for {Count} experts.", file, node.Name,
                "Every expert needs exactly one; measure again, or check which files belong together.");
    }
}
