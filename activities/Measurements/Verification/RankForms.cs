namespace Pipeline.Activities.Measurements.Verification;

/// <summary>
/// What the ranks of a set must have in common: nodes with the same numbers of values, and samples. Only the first rank is
/// kept; the others are compared as they come.
/// </summary>
internal sealed class RankForms(MeasurementSet set)
{
    private readonly List<Finding> findings = [];
    private (int Rank, Dictionary<string, string> Nodes, Number? Samples)? first;

    /// <summary>How ranks differ from the first one.</summary>
    public IReadOnlyList<Finding> Findings => findings;

    /// <summary>Takes a rank; the first that is taken is the one to compare with.</summary>
    public void Add(int rank, MeasurementFile file)
    {
        if (first is var (reference, nodes, samples))
            Compare(rank, file, reference, nodes, samples);
        else
            first = (rank, file.Nodes.ToDictionary(node => node.Name, node => Form(node), StringComparer.Ordinal), file.NumSamples);
    }

    private void Compare(int rank, MeasurementFile file, int first, Dictionary<string, string> nodes, Number? samples)
    {
        var name = set.NameOf(rank).FileName;
        var own = file.Nodes.Select(node => node.Name).ToHashSet(StringComparer.Ordinal);
        if (nodes.Keys.Where(node => !own.Contains(node)).Concat(own.Where(node => !nodes.ContainsKey(node))).Order(StringComparer.Ordinal).FirstOrDefault() is { } odd)
            findings.Add(new(Severity.Error, name, odd, $"ranks {first} and {rank} do not have the same nodes.", "All ranks must have measured the same modules; measure again."));
        foreach (var node in file.Nodes)
        {
            if (!nodes.TryGetValue(node.Name, out var form) || Form(node) == form)
                continue;
            findings.Add(new(Severity.Error, name, node.Name, $"has {Form(node)}, in rank {first} {form}.", "All ranks of one measurement have the same form; check which files belong together."));
            break;
        }
        if (samples is { } a && file.NumSamples is { } b && !a.HasSameValueAs(b))
            findings.Add(new(Severity.Warning, name, null, $"counted {b} samples, rank {first} {a}; ranks work on the same batches.", "Check whether the files are of one calibration, or measure again."));
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
