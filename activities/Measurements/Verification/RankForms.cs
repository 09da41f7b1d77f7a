namespace Pipeline.Activities.Measurements.Verification;

/// <summary>What the ranks of a set must have in common: nodes with the same numbers of values, samples, sizes.</summary>
internal sealed class RankForms(MeasurementSet set)
{
    private readonly SortedDictionary<int, (Dictionary<string, string> Nodes, Number? Samples)> ranks = [];

    /// <summary>Takes one rank.</summary>
    public void Add(int rank, MeasurementFile file) =>
        ranks[rank] = (file.Nodes.ToDictionary(node => node.Name, Form, StringComparer.Ordinal), file.NumSamples);

    /// <summary>How ranks differ from the first one.</summary>
    public IEnumerable<Finding> Findings()
    {
        if (ranks.Count == 0)
            yield break;
        var (first, (nodes, samples)) = ranks.First();
        foreach (var (rank, (others, count)) in ranks.Skip(1))
        {
            var name = set.NameOf(rank).FileName;
            if (nodes.Keys.Except(others.Keys).Concat(others.Keys.Except(nodes.Keys)).Order(StringComparer.Ordinal).FirstOrDefault() is { } odd)
                yield return new(Severity.Error, name, odd, $"ranks {first} and {rank} do not have the same nodes.", "All ranks must have measured the same modules; measure again.");
            if (nodes.FirstOrDefault(node => others.TryGetValue(node.Key, out var form) && form != node.Value) is { Key: { } different } pair)
                yield return new(Severity.Error, name, different, $"has {others[different]}, in rank {first} {pair.Value}.", "All ranks of one measurement have the same form; check which files belong together.");
            if (samples is { } a && count is { } b && !a.HasSameValueAs(b))
                yield return new(Severity.Warning, name, null, $"counted {b} samples, rank {first} {a}; ranks work on the same batches.", "Check whether the files are of one calibration, or measure again.");
        }
    }

    private static string Form(MeasurementNode node)
    {
        var outputs = node.Outputs.IsDefault ? 0 : node.Outputs.Length;
        var form = $"{node.Inputs.Length} inputs, {outputs} outputs, {(node.Weight is null ? "no" : "a")} weight";
        // Per tensor is the rule; only what departs from it needs its shapes told.
        var shapes = node.Inputs.Concat(outputs == 0 ? [] : node.Outputs).Select(tensor => tensor.Shape).Where(shape => shape.Count != 1).Distinct().ToList();
        return shapes.Count == 0 ? form : $"{form} of {string.Join(", ", shapes)}";
    }
}
