using System.Globalization;
using Pipeline.Activities.Measurements.Inspection;
using Pipeline.Activities.Measurements.Provenance;
using Spectre.Console;

namespace Pipeline.Host.Cli.Views;

/// <summary>What a folder of measurements holds, for people.</summary>
internal static class InspectionText
{
    /// <summary>Writes the folder's facts, then a block for each set.</summary>
    public static void Write(IAnsiConsole console, Inspection inspection)
    {
        var facts = new List<(string, string)> { ("Folder", inspection.Folder), ("Device", inspection.Device ?? "not recorded") };
        facts.AddRange(inspection.Configs.DefaultIfEmpty("none points here").Select(config => ("Config", config)));
        facts.AddRange(inspection.Origin.Select(entry => ("Origin", Origin(entry))));
        Table(console, facts);
        foreach (var set in inspection.Sets)
        {
            console.WriteLine();
            Table(console, Set(set));
        }
    }

    private static void Table(IAnsiConsole console, IEnumerable<(string Name, string Value)> facts)
    {
        var table = new Grid().AddColumn(new GridColumn().NoWrap().PadRight(2)).AddColumn();
        foreach (var (name, value) in facts)
            table.AddRow(new Text(name, new Style(Color.Grey)), new Text(value));
        console.Write(table);
    }

    private static IEnumerable<(string, string)> Set(SetSummary summary)
    {
        var set = summary.Set;
        yield return ("Set", Invariant($"{(set.IsScale ? $"scales {set.Method}" : "measurements")}, base {set.Base}"));
        yield return ("Ranks", Invariant($"{set.WorldSize}{(set.MissingRanks.Count == 0 ? "" : $", missing {string.Join(", ", set.MissingRanks)}")} ({set.Json.Count} JSON, {set.Npz.Count} NPZ, {set.ModLists.Count} mod lists, {summary.Bytes / 1e6:0.0} MB)"));
        if (summary.Samples is var (fewest, most))
            yield return ("Samples", fewest == most ? Invariant($"{fewest} forward calls a rank") : Invariant($"{fewest} to {most} forward calls a rank"));
        yield return ("Layers", Invariant($"{summary.Layers}"));
        yield return ("Nodes", Invariant($"{summary.Nodes} a rank: {string.Join(", ", summary.Kinds.Select(kind => Invariant($"{kind.Nodes} {kind.Kind.Name()}")))}"));
        if (summary.Experts is { } experts)
            yield return ("Experts", Experts(experts));
        foreach (var (name, range) in ((string, ValueRange)[])[("Inputs", summary.Inputs), ("Outputs", summary.Outputs), ("Weights", summary.Weights)])
        {
            if (range.Count + range.NonFinite > 0)
                yield return (name, Range(range));
        }
    }

    private static string Experts(ExpertSummary experts)
    {
        var held = experts.Placement == ExpertPlacement.Distributed ? $"{experts.PerRank} on each rank, {experts.Total} together" : $"{experts.Total} on every rank";
        return Invariant($"{experts.Layers} MoE layers, {held}{(experts.Idle == 0 ? "" : $"; {experts.Idle} never saw a token")}");
    }

    private static string Range(ValueRange range) => Invariant(
        $"{range.Minimum:G4} … {range.Maximum:G4}{(range.Zeros == 0 ? "" : $", {range.Zeros} are 0")}{(range.NonFinite == 0 ? "" : $", {range.NonFinite} NaN or infinite")}");

    private static string Origin(ManifestEntry entry) => Invariant(
        $"{entry.Operation} of {entry.SourceWorldSize?.ToString(CultureInfo.InvariantCulture) ?? "several"} to {entry.WorldSize?.ToString(CultureInfo.InvariantCulture) ?? "several"} ranks from {Path.GetDirectoryName(entry.Sources is [var source, ..] ? source.Path : null) ?? "nothing"}");

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
