using System.Globalization;
using Pipeline.Activities.Measurements.Inspection;

namespace Pipeline.Activities.Measurements.Reporting;

/// <summary>The section on experts: what calibration missed, and what to do about it.</summary>
internal static class ExpertSection
{
    /// <summary>The section.</summary>
    public static string Of(ReportContent content)
    {
        var layers = content.Experts.Layers.Select(node => (Node: node, Idle: Idle(content.Experts.Of(node)))).Where(layer => layer.Idle.Count > 0).ToList();
        var total = content.Experts.Layers.Sum(node => content.Experts.Of(node).Length);
        var idle = layers.Sum(layer => layer.Idle.Count);
        var verdict = idle == 0
            ? $"<p>Calibration activated every one of the {Number(total)} experts at least once.</p>"
            : $"""
            <div class="advice" role="note"><p><strong>{Number(idle)} of {Number(total)} experts ({(100.0 * idle / total).ToString("0.#", CultureInfo.InvariantCulture)} %) in {layers.Count} of {content.Experts.Layers.Count} layers never saw a token.</strong> They get the smallest possible scale, with which any real activation saturates.</p>
            <p>Calibrate again with more and longer samples: for DeepSeek models 512 of at least 1,024 tokens, so that all experts are activated. The official script calibrates on one sample when it is given the name of a dataset instead of a .pkl file.</p></div>
            """;
        var table = idle == 0 ? "" : $"<details><summary>Experts that never saw a token, by layer</summary>{Html.Table("Experts that never saw a token", ["Layer", "Count", "Experts"], layers.Select(layer => (string[])[layer.Node, Number(layer.Idle.Count), string.Join(", ", layer.Idle)]))}</details>";
        var held = content.Experts.Placement == ExpertPlacement.Distributed
            ? $"Each rank holds {content.Experts.PerRank} experts of its own; lines mark the ranks."
            : content.Set.Set.WorldSize > 1 ? "Every rank measured all experts; the highest rank is shown." : "All experts are on one rank.";
        return $"<section aria-labelledby=\"experts-title\"><h2 id=\"experts-title\">Expert coverage</h2>{verdict}<p>The largest intermediate value of each expert in each layer. {held}</p><div class=\"chart\" data-chart=\"Experts\"></div>{table}</section>\n";
    }

    private static List<int> Idle(double[] values) => [.. Enumerable.Range(0, values.Length).Where(e => values[e] == 0)];

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
