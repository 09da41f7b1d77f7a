namespace Pipeline.Activities.Measurements.Reporting;

/// <summary>Which chart a series belongs to.</summary>
internal enum ValueGroup
{
    Inputs,
    Outputs,
    Weights,
}

/// <summary>One position of one module through all layers of a stack.</summary>
/// <param name="Stack">What stands before the layer number; empty for modules outside of layers.</param>
/// <param name="Part">What stands behind it.</param>
/// <param name="Position">E.g. <c>inputs[0]</c>.</param>
/// <param name="Kind">Kind of the module.</param>
/// <param name="Group">The chart.</param>
/// <param name="Used">Whether quantization reads it (or it is a weight).</param>
/// <param name="OfExperts">Whether a layer's value is the maximum over experts.</param>
internal sealed record LayerSeries(string Stack, string Part, string Position, string Kind, ValueGroup Group, bool Used, bool OfExperts)
{
    /// <summary>The values by layer; −1 outside of layers.</summary>
    public SortedDictionary<int, RankExtent> Layers { get; } = [];

    /// <summary>The node of one layer.</summary>
    public string Node(int layer) => layer < 0 ? Part : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Stack}.{layer}.{Part}");
}
