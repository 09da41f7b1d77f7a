using System.Globalization;
using System.Text;
using System.Text.Json;
using Pipeline.Activities.Measurements.Inspection;
using Pipeline.Activities.Measurements.Verification;

namespace Pipeline.Activities.Measurements.Reporting;

/// <summary>
/// The numbers of the charts as JSON, with four significant digits. The writer's escaping of &lt;, &gt; and &amp; makes the
/// text safe inside a script element, whatever a module is called.
/// </summary>
internal static class ReportData
{
    /// <summary>The JSON text.</summary>
    public static string Of(ReportContent content)
    {
        var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("ranks", content.Set.Set.WorldSize);
            if (content.Inspection.Device is { } device)
                json.WriteNumber("limit", HardwareScales.LargestValue(device));
            var odd = content.Outliers.Select(outlier => (outlier.Node, outlier.Position)).ToHashSet();
            json.WriteStartArray("stacks");
            foreach (var stack in content.Series.Where(series => series.Stack.Length > 0).GroupBy(series => series.Stack).OrderByDescending(stack => stack.Max(series => series.Layers.Count)))
                Stack(json, stack.Key, [.. stack], odd);
            json.WriteEndArray();
            if (content.Experts.Layers.Count > 0)
                Experts(json, content.Experts);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void Stack(Utf8JsonWriter json, string name, List<LayerSeries> all, HashSet<(string, string)> odd)
    {
        var layers = all.SelectMany(series => series.Layers.Keys).Distinct().Order().ToList();
        var names = ModulePath.ShortNames([.. all.Select(series => series.Part).Distinct()]);
        json.WriteStartObject();
        json.WriteString("name", name);
        Numbers(json, "layers", layers.Select(layer => (double?)layer));
        json.WriteStartArray("series");
        foreach (var series in all)
        {
            json.WriteStartObject();
            json.WriteString("part", series.Part);
            json.WriteString("name", names[series.Part].Replace("fused_scaled_dot_product_attention", "fused_sdpa", StringComparison.Ordinal));
            json.WriteString("kind", series.Kind);
            json.WriteString("at", series.Position);
            json.WriteString("group", series.Group.ToString());
            json.WriteBoolean("used", series.Used);
            json.WriteBoolean("experts", series.OfExperts);
            Numbers(json, "high", layers.Select(layer => At(series, layer)?.High));
            Numbers(json, "low", layers.Select(layer => At(series, layer)?.Low));
            Numbers(json, "rank", layers.Select(layer => (double?)At(series, layer)?.HighRank));
            Numbers(json, "odd", Enumerable.Range(0, layers.Count).Where(i => odd.Contains((series.Node(layers[i]), series.Position))).Select(i => (double?)i));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Experts(Utf8JsonWriter json, ExpertCoverage experts)
    {
        json.WriteStartObject("experts");
        json.WriteNumber("perRank", experts.PerRank);
        json.WriteBoolean("distributed", experts.Placement == ExpertPlacement.Distributed);
        json.WriteStartArray("layers");
        foreach (var layer in experts.Layers)
        {
            json.WriteStartObject();
            json.WriteString("node", layer);
            if (ModulePath.Of(layer).Layer is { } number)
                json.WriteNumber("layer", number);
            Numbers(json, "values", experts.Of(layer).Select(value => (double?)value));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static RankExtent? At(LayerSeries series, int layer) =>
        series.Layers.TryGetValue(layer, out var extent) && extent.HasValue ? extent : null;

    private static void Numbers(Utf8JsonWriter json, string name, IEnumerable<double?> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            if (value is { } number && double.IsFinite(number))
                json.WriteRawValue(number.ToString("G4", CultureInfo.InvariantCulture), skipInputValidation: true);
            else
                json.WriteNullValue();
        }
        json.WriteEndArray();
    }
}
