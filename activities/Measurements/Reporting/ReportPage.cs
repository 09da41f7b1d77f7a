using System.Security.Cryptography;
using System.Text;

namespace Pipeline.Activities.Measurements.Reporting;

/// <summary>
/// Puts the page together. Its policy permits exactly its own style and script, by hash, and no network, so that nothing
/// in a measurement file could run even if it were not escaped.
/// </summary>
internal static class ReportPage
{
    private static readonly string[] scripts = ["format.js", "svg.js", "tip.js", "lines.js", "heat.js", "page.js"];

    /// <summary>Writes the page as UTF-8.</summary>
    public static void Write(Stream stream, ReportContent content)
    {
        var style = Asset("report.css");
        var script = string.Concat(scripts.Select(Asset));
        var page = Asset("report.html")
            .Replace("{{policy}}", $"default-src 'none'; style-src '{Hash(style)}'; script-src '{Hash(script)}'; img-src data:; base-uri 'none'; form-action 'none'", StringComparison.Ordinal)
            .Replace("{{style}}", style, StringComparison.Ordinal)
            .Replace("{{script}}", script, StringComparison.Ordinal)
            .Split("{{body}}");
        using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true);
        writer.Write(page[0].Replace("{{title}}", Html.Text(ReportSections.Title(content)), StringComparison.Ordinal));
        foreach (var section in ReportSections.All(content))
            writer.Write(section);
        writer.Write($"<script type=\"application/json\" id=\"data\">{ReportData.Of(content)}</script>\n");
        writer.Write(page[1]);
    }

    // The hash is of the element's exact text.
    private static string Hash(string text) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";

    private static string Asset(string name)
    {
        using var stream = typeof(ReportPage).Assembly.GetManifestResourceStream($"Measurements.Report.{name}")!;
        return new StreamReader(stream).ReadToEnd();
    }
}
