namespace Pipeline.Activities.Measurements.Inspection;

/// <summary>Collects the summary of one set, rank by rank, so that only one file is held at a time.</summary>
internal sealed class SetInspection(MeasurementSet set)
{
    private readonly ValueRange inputs = new();
    private readonly ValueRange outputs = new();
    private readonly ValueRange weights = new();
    private readonly ExpertCoverage coverage = new();
    private (long, long)? samples;
    private MeasurementFile? first;

    /// <summary>Takes the next rank.</summary>
    public void Add(int rank, MeasurementFile file)
    {
        first ??= file;
        if (!file.IsScale)
            coverage.Add(rank, file);
        if (file.NumSamples is { } number)
        {
            var count = (long)number.ToDouble();
            samples = samples is var (fewest, most) ? (Math.Min(fewest, count), Math.Max(most, count)) : (count, count);
        }
        foreach (var value in NodeValue.Of(file))
        {
            if (value.Position.StartsWith(NodeKeys.Params, StringComparison.Ordinal))
                weights.Add(value.Value);
            // The input of an expert's weight is always 0 and says nothing.
            else if (value.Used && ExpertName.Parse(value.Node.Name) is null)
                (value.Position.StartsWith(NodeKeys.Inputs, StringComparison.Ordinal) ? inputs : outputs).Add(value.Value);
        }
    }

    /// <summary>The summary of what was added.</summary>
    public SetSummary Finish()
    {
        var nodes = first?.Nodes ?? [];
        var layout = new ExpertLayout(nodes);
        var kinds = nodes.CountBy(node => NodeKinds.Of(node, layout)).OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value));
        var layers = nodes.Select(node => ModulePath.Of(node.Name)).Where(path => path.Layer is not null).Select(path => (path.Stack, path.Layer)).Distinct().Count();
        return new(set, Bytes(), samples, nodes.Count, layers, [.. kinds], Experts(layout), inputs, outputs, weights);
    }

    private ExpertSummary? Experts(ExpertLayout layout)
    {
        if (layout.Count == 0)
            return null;
        if (coverage.Layers.Count == 0)
            return new(first!.Nodes.Count(node => layout.IsFused(node.Name)), layout.Count, layout.Count, ExpertPlacement.Replicated, 0);
        var layers = coverage.Layers.Select(coverage.Of).ToList();
        return new(layers.Count, coverage.PerRank, layers.Max(layer => layer.Length), coverage.Placement, layers.Sum(layer => layer.Count(value => value == 0)));
    }

    private long Bytes()
    {
        long Sum(IEnumerable<int> ranks, MeasurementKind kind) => ranks.Sum(rank => new FileInfo(set.PathOf(rank, kind)).Length);
        return Sum(set.Json, MeasurementKind.Json) + Sum(set.Npz, MeasurementKind.Npz) + Sum(set.ModLists, MeasurementKind.ModList);
    }
}
