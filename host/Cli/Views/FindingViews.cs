using System.Text.Json.Nodes;
using Pipeline.Activities.Measurements.Verification;

namespace Pipeline.Host.Cli.Views;

/// <summary>What verification found, for people and machines.</summary>
internal static class FindingViews
{
    private const int MaxShown = 50;
    private const string Indent = "  ";

    /// <summary>Everything, as JSON.</summary>
    public static JsonObject Json(VerifyReport report) => new()
    {
        ["folder"] = report.Folder,
        ["device"] = report.Device,
        ["sets"] = Views.Json.Words(report.Sets),
        ["sound"] = report.IsUsable,
        ["findings"] = new JsonArray([.. report.Findings.Select(finding => (JsonNode)new JsonObject
        {
            ["severity"] = Word(finding.Severity),
            ["file"] = finding.File,
            ["node"] = finding.Node,
            ["message"] = finding.Message,
            ["remedy"] = finding.Remedy,
        })]),
    };

    /// <summary>The worst findings and a summary, no line wider than the terminal where words allow it.</summary>
    public static IEnumerable<string> Text(VerifyReport report, int width)
    {
        foreach (var finding in report.Findings.Take(MaxShown))
        {
            yield return $"{Word(finding.Severity)}: {TerminalText.Printable(finding.File)}";
            if (finding.Node is not null)
                yield return $"{Indent}{TerminalText.Printable(finding.Node)}";
            foreach (var line in TerminalText.Lines(Sentence(TerminalText.Printable(finding.Message)), width, Indent).Concat(TerminalText.Lines($"-> {finding.Remedy}", width, Indent)))
                yield return line;
        }
        if (report.Findings.Count > MaxShown)
            yield return $"… and {report.Findings.Count - MaxShown} more; --json lists all.";
        var counts = report.Findings.CountBy(finding => finding.Severity).OrderByDescending(pair => pair.Key).Select(pair => $"{pair.Value} {Word(pair.Key)}{(pair.Value == 1 ? "" : "s")}");
        yield return $"{report.Folder}: {(report.IsUsable ? "sound" : "not usable")}{(report.Findings.Count == 0 ? "" : $" ({string.Join(", ", counts)})")}";
    }

    private static string Word(Severity severity) => severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "note" };

    // Messages continue the name before them.
    private static string Sentence(string message) => message.Length == 0 ? message : char.ToUpperInvariant(message[0]) + message[1..];
}
