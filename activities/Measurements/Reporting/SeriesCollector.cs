using Pipeline.Activities.Measurements.Inspection;

namespace Pipeline.Activities.Measurements.Reporting;

/// <summary>Sorts the values of all ranks into series; what it holds grows with layers and ranks, not with file size.</summary>
internal sealed class SeriesCollector
{
    private readonly Dictionary<(string, string, string), LayerSeries> series = [];

    /// <summary>The series, in model order.</summary>
    public IReadOnlyCollection<LayerSeries> Series => series.Values;

    /// <summary>Takes one rank's measurement.</summary>
    public void Add(int rank, MeasurementFile file)
    {
        var experts = new ExpertLayout(file.Nodes);
        foreach (var value in NodeValue.Of(file))
        {
            if (Place(value, experts) is not var (name, position, group, ofExperts))
                continue;
            var path = ModulePath.Of(name);
            var key = (path.Stack, path.Part, position);
            if (!series.TryGetValue(key, out var found))
            {
                var kind = NodeKinds.Of(value.Node, experts).Name();
                series[key] = found = new(path.Stack, path.Part, position, kind, group, value.Used || group == ValueGroup.Weights, ofExperts);
            }
            var layer = path.Layer ?? -1;
            if (!found.Layers.TryGetValue(layer, out var extent))
                found.Layers[layer] = extent = new();
            extent.Add(rank, value.Value);
        }
    }

    private static (string Name, string Position, ValueGroup Group, bool OfExperts)? Place(NodeValue value, ExpertLayout experts)
    {
        var name = value.Node.Name;
        var weight = value.Position.StartsWith(NodeKeys.Params, StringComparison.Ordinal);
        if (ExpertName.Parse(name) is { } expert)
            // The input of an expert's weight is always 0 and says nothing.
            return weight ? ($"{expert.Fused}.{expert.List}", "weight", ValueGroup.Weights, true) : null;
        if (weight)
            return (name, value.Position == $"{NodeKeys.Params}.{Parameter.WeightName}" ? Parameter.WeightName : value.Position, ValueGroup.Weights, false);
        var output = value.Position.StartsWith(NodeKeys.Outputs, StringComparison.Ordinal);
        return output && value.Position != "outputs[0]" && experts.IsFused(name)
            ? (name, "outputs[1…]", ValueGroup.Outputs, true)
            : (name, value.Position, output ? ValueGroup.Outputs : ValueGroup.Inputs, false);
    }
}
