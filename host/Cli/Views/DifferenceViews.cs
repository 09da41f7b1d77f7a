using System.Globalization;
using System.Text.Json.Nodes;
using Pipeline.Activities.Measurements.Comparison;
using Spectre.Console;

namespace Pipeline.Host.Cli.Views;

/// <summary>What differs between two sets of measurements, for people and machines.</summary>
internal static class DifferenceViews
{
    private const int MaxShown = 50;
    private const int NarrowWidth = 100;

    /// <summary>Everything, as JSON; a relative difference that is infinite (NaN or infinity on one side) is null.</summary>
    public static JsonObject Json(ComparisonReport report) => new()
    {
        ["first"] = report.First,
        ["second"] = report.Second,
        ["tolerance"] = report.Tolerance,
        ["equal"] = report.AreEqual,
        ["files"] = report.Files,
        ["values"] = report.Values,
        ["differences"] = new JsonArray([.. report.Differences.Select(difference => (JsonNode)new JsonObject
        {
            ["kind"] = Word(difference.Kind),
            ["file"] = difference.File,
            ["node"] = difference.Node,
            ["position"] = difference.Position,
            ["first"] = difference.First,
            ["second"] = difference.Second,
            ["relative"] = difference.Relative is { } relative && double.IsFinite(relative) ? relative : null,
        })]),
    };

    /// <summary>The largest differences as a table (a list in narrow terminals), and a summary.</summary>
    public static void Write(IAnsiConsole console, ComparisonReport report)
    {
        var shown = report.Differences.OrderBy(difference => difference.Kind == DifferenceKind.Value).ThenByDescending(difference => difference.Relative).Take(MaxShown).ToList();
        shown = [.. shown.Select(difference => difference with { File = TerminalText.Printable(difference.File), Node = difference.Node is { } node ? TerminalText.Printable(node) : null })];
        if (console.Profile.Width < NarrowWidth)
            List(console, shown);
        else if (shown.Count > 0)
            Rows(console, shown);
        if (report.Differences.Count > shown.Count)
            console.WriteLine(FormattableString.Invariant($"… and {report.Differences.Count - shown.Count} more; --json lists all."));
        console.Write(new Text(FormattableString.Invariant(
            $"{(report.AreEqual ? "Equal" : $"{report.Differences.Count} differences")}: {report.Files} files, {report.Values} values, tolerance {report.Tolerance}")));
        console.WriteLine();
    }

    private static void Rows(IAnsiConsole console, List<Difference> shown)
    {
        var table = Tables.Of("File", "Node", "Where", "A", "B", "Change");
        foreach (var difference in shown)
            table.AddRow(Tables.Cells(difference.File, difference.Node ?? "", difference.Position ?? "", Sides(difference).First, Sides(difference).Second, Change(difference)));
        console.Write(table);
    }

    private static void List(IAnsiConsole console, List<Difference> shown)
    {
        foreach (var difference in shown)
        {
            var (first, second) = Sides(difference);
            console.Write(new Text($"{difference.File}{(difference.Node is null ? "" : $"\n  {difference.Node}")}"));
            console.WriteLine();
            console.Write(new Text($"  {difference.Position} {first} -> {second} {Change(difference)}".Replace("  ", " ", StringComparison.Ordinal).TrimEnd()));
            console.WriteLine();
        }
    }

    private static (string First, string Second) Sides(Difference difference) => difference.Kind switch
    {
        DifferenceKind.OnlyInFirst => ("there", "missing"),
        DifferenceKind.OnlyInSecond => ("missing", "there"),
        _ => (difference.First ?? "", difference.Second ?? ""),
    };

    private static string Change(Difference difference) => difference.Relative switch
    {
        null => "",
        double.PositiveInfinity => "not finite",
        var relative => string.Create(CultureInfo.InvariantCulture, $"{relative * 100:G3} %"),
    };

    private static string Word(DifferenceKind kind) => kind switch
    {
        DifferenceKind.Value => "value",
        DifferenceKind.Form => "form",
        DifferenceKind.OnlyInFirst => "onlyInFirst",
        _ => "onlyInSecond",
    };
}
