using System.Globalization;
using Pipeline.Activities.Measurements.Inspection;
using Pipeline.Activities.Measurements.Verification;

namespace Pipeline.Activities.Measurements.Reporting;

/// <summary>The sections of the page. Charts are filled in by the script; all else is there without it.</summary>
internal static class ReportSections
{
    private const int MaxRows = 100;

    /// <summary>Model and device folder, e.g. <c>deepseek-r1/g3</c>.</summary>
    public static string Title(ReportContent content)
    {
        var folder = content.Inspection.Folder;
        return $"{Path.GetFileName(Path.GetDirectoryName(folder))}/{Path.GetFileName(folder)}".TrimStart('/');
    }

    /// <summary>All sections in order.</summary>
    public static IEnumerable<string> All(ReportContent content)
    {
        yield return Head(content);
        yield return Checks(content.Checks);
        yield return """
            <section aria-labelledby="maxima-title">
            <div class="bar"><h2 id="maxima-title">Maxima by layer</h2><label id="stack-choice" hidden>Layers of <select id="stack"></select></label></div>
            <p>The largest absolute value at each position, on a scale of powers of two. A band spans the lowest and the highest rank. Dotted lines are positions that quantization does not read; rings mark outliers.</p>
            <div class="chart" data-chart="Inputs"></div>
            <div class="chart" data-chart="Outputs"></div>
            <div class="chart" data-chart="Weights"></div>
            </section>

            """;
        yield return content.Set.Set.Json.Count > 1
            ? """
            <section aria-labelledby="spread-title"><h2 id="spread-title">Spread between ranks</h2>
            <p>The highest rank's maximum divided by the lowest's. Every rank computes scales of its own, so a spread costs nothing by itself; unifying takes the highest, and a rank far below it loses resolution. What every rank sees alike (1×) stays pale.</p>
            <div class="chart" data-chart="Spread"></div></section>

            """
            : "";
        if (content.Experts.Layers.Count > 0)
            yield return ExpertSection.Of(content);
        yield return Outliers(content.Outliers);
        yield return Others(content);
        yield return Origin(content);
    }

    private static string Head(ReportContent content)
    {
        var (set, device) = (content.Set, content.Inspection.Device);
        var tiles = new List<(string Name, string Value)>
        {
            ("device", device switch { DeviceType.Gaudi2 => "Gaudi 2", DeviceType.Gaudi3 => "Gaudi 3", _ => "unknown" }),
            ("ranks", Number(set.Set.WorldSize)),
            ("layers", Number(set.Layers)),
            ("nodes a rank", Number(set.Nodes)),
        };
        if (set.Experts is { } experts)
            tiles.Add(("experts a layer", Number(experts.Total)));
        if (set.Samples is var (_, most))
            tiles.Add(("forward calls", Number(most)));
        var title = Html.Text(Title(content));
        var list = string.Concat(tiles.Select(tile => $"<div><dt>{Html.Text(tile.Name)}</dt><dd>{Html.Text(tile.Value)}</dd></div>"));
        return $"<header><div class=\"bar\"><h1>{title}</h1><button type=\"button\" id=\"theme\" hidden>Theme: auto</button></div><p class=\"path\">{Html.Text(content.Inspection.Folder)}</p><dl class=\"tiles\">{list}</dl></header>\n";
    }

    private static string Checks(VerifyReport report)
    {
        var counts = report.Findings.CountBy(finding => finding.Severity).ToDictionary();
        string Count(Severity severity, string one) => counts.TryGetValue(severity, out var count) ? $"{count} {one}{(count == 1 ? "" : "s")}" : "";
        var words = string.Join(", ", new[] { Count(Severity.Error, "error"), Count(Severity.Warning, "warning"), Count(Severity.Note, "note") }.Where(word => word.Length > 0));
        var (verdict, style) = !report.IsUsable ? ("Not usable", "unsound") : counts.ContainsKey(Severity.Warning) ? ("Usable, with warnings", "doubtful") : ("Sound", "sound");
        var items = string.Concat(report.Findings.Take(MaxRows).Select(finding =>
            $"<li class=\"{finding.Severity.ToString().ToLowerInvariant()}\"><strong>{finding.Severity}</strong> <span class=\"name\">{Html.Text(finding.File)}{(finding.Node is null ? "" : $" · {Html.Text(finding.Node)}")}</span><br>{Html.Text(finding.Message)} {Html.Text(finding.Remedy)}</li>"));
        var more = report.Findings.Count > MaxRows ? $"<p>… and {report.Findings.Count - MaxRows} more: <code>pipeline measurements verify</code> lists all.</p>" : "";
        var list = items.Length == 0 ? "" : $"<details{(report.IsUsable ? "" : " open")}><summary>{words}</summary><ul class=\"findings\">{items}</ul>{more}</details>";
        return $"<section aria-labelledby=\"checks-title\" class=\"{style}\"><h2 id=\"checks-title\">Checks: {verdict}</h2>{(items.Length == 0 ? "<p>Complete, consistent and plausible; nothing was found.</p>" : list)}</section>\n";
    }

    private static string Outliers(IReadOnlyList<Outlier> outliers)
    {
        var table = outliers.Count == 0
            ? "<p>No layer departs from those around it by more than 8 times and beyond the usual scatter.</p>"
            : Html.Table("Outliers, the most remarkable first", ["Module", "Position", "Maximum", "Why"], outliers.Take(MaxRows).Select(outlier => (string[])[outlier.Node, outlier.Position, outlier.Value, outlier.Why]));
        var more = outliers.Count > MaxRows ? $"<p>… and {outliers.Count - MaxRows} more.</p>" : "";
        return $"<section aria-labelledby=\"outliers-title\"><h2 id=\"outliers-title\">Outliers</h2>{table}{more}</section>\n";
    }

    private static string Others(ReportContent content)
    {
        var rows = content.Series.Where(series => series.Stack.Length == 0).SelectMany(series => series.Layers.Values.Where(extent => extent.HasValue).Select(extent =>
            (string[])[series.Part, series.Position, extent.High.ToString("G4", CultureInfo.InvariantCulture), extent.Low.ToString("G4", CultureInfo.InvariantCulture)])).ToList();
        return rows.Count == 0 ? "" : $"<section aria-labelledby=\"others-title\"><h2 id=\"others-title\">Outside of layers</h2>{Html.Table("Modules outside of layers", ["Module", "Position", "Highest rank", "Lowest rank"], rows)}</section>\n";
    }

    private static string Origin(ReportContent content)
    {
        var entries = content.Inspection.Origin.Select(entry => (string[])
        [
            entry.Operation,
            string.Join(", ", entry.Arguments.Select(argument => $"{argument.Key} {argument.Value}")),
            $"{entry.SourceWorldSize?.ToString(CultureInfo.InvariantCulture) ?? "several"} → {entry.WorldSize?.ToString(CultureInfo.InvariantCulture) ?? "several"}",
            Path.GetDirectoryName((entry.Sources is [var source, ..] ? source.Path : null)) ?? "",
        ]).ToList();
        var table = entries.Count == 0 ? "<p>Measured, not transformed; or by tools that keep no record.</p>" : Html.Table("Transforms, oldest first", ["Operation", "Options", "Ranks", "From"], entries);
        var configs = string.Concat(content.Inspection.Configs.Select(config => $"<li><code>{Html.Text(config)}</code></li>"));
        return $"<section aria-labelledby=\"origin-title\"><h2 id=\"origin-title\">Origin</h2>{table}{(configs.Length == 0 ? "" : $"<p>Configurations that point here:</p><ul>{configs}</ul>")}</section>\n<footer>{Html.Text(content.Set.Set.ToString())} · made {content.Made.ToUniversalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC</footer>\n";
    }

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
