using Pipeline.Activities.Measurements.Verification;

namespace Pipeline.Activities.Measurements.Reporting;

/// <summary>A value that stands out.</summary>
/// <param name="Node">The module.</param>
/// <param name="Position">Where in it.</param>
/// <param name="Value">The value as text.</param>
/// <param name="Why">What is remarkable.</param>
/// <param name="Weight">For ordering: larger is more remarkable.</param>
internal sealed record Outlier(string Node, string Position, string Value, string Why, double Weight)
{
    // A layer stands out when it is at least 8 times (2^3) off the median of the layers around it, which maxima of deep
    // layers grow past slowly, and far outside the usual scatter about that median.
    private const int Neighbours = 8;
    private const double MinBits = 3;
    private const double Deviations = 6;
    private const double DeviationsOfMad = 1.4826;

    /// <summary>The outliers of all series, the most remarkable first.</summary>
    public static IReadOnlyList<Outlier> Find(IEnumerable<LayerSeries> series, string? device) =>
        [.. series.Where(one => one.Used).SelectMany(one => Of(one, device)).OrderByDescending(outlier => outlier.Weight)];

    private static IEnumerable<Outlier> Of(LayerSeries series, string? device)
    {
        var limit = device is null ? double.PositiveInfinity : HardwareScales.LargestValue(device);
        var away = Residuals([.. series.Layers.Where(layer => layer.Value.HasValue && layer.Value.High > 0).Select(layer => (layer.Key, Math.Log2(layer.Value.High)))]);
        var threshold = Math.Max(MinBits, Deviations * DeviationsOfMad * Median([.. away.Values.Select(Math.Abs)]));
        foreach (var (layer, extent) in series.Layers)
        {
            var node = series.Node(layer);
            if (extent.NonFinite > 0)
                yield return new(node, series.Position, "NaN or infinite", $"{extent.NonFinite} values are no numbers; quantization would use them", double.PositiveInfinity);
            if (!extent.HasValue || extent.High <= 0)
                continue;
            var value = extent.High.ToString("G4", System.Globalization.CultureInfo.InvariantCulture);
            if (series.Group != ValueGroup.Weights && extent.High > limit)
                yield return new(node, series.Position, value, $"beyond {limit}, the largest magnitude that this device type can hold: it saturates", 1000 + extent.High / limit);
            else if (away.Count > Neighbours && Math.Abs(away[layer]) > threshold)
                yield return new(node, series.Position, value, FormattableString.Invariant($"{Math.Pow(2, Math.Abs(away[layer])):G3} times {(away[layer] > 0 ? "above" : "below")} the layers around it"), Math.Abs(away[layer]));
        }
    }

    private static Dictionary<int, double> Residuals(List<(int Layer, double Bits)> values)
    {
        var residuals = new Dictionary<int, double>();
        for (var i = 0; i < values.Count; i++)
        {
            var from = Math.Max(0, i - Neighbours);
            var around = values[from..Math.Min(values.Count, i + Neighbours + 1)].Select(value => value.Bits);
            residuals[values[i].Layer] = values[i].Bits - Median([.. around]);
        }
        return residuals;
    }

    private static double Median(List<double> values)
    {
        if (values.Count == 0)
            return 0;
        values.Sort();
        return (values[(values.Count - 1) / 2] + values[values.Count / 2]) / 2;
    }
}
