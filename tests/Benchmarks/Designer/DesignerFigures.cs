using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Pipeline.Benchmarks.Designer;

/// <summary>What a server's visitors saw, round by round.</summary>
/// <param name="First">The list of definitions, with a browser that has seen nothing.</param>
/// <param name="Worked">Milliseconds of processor time that the host took for it; 0 for the package alone, which is not a process of its own.</param>
/// <param name="Second">The same once more.</param>
/// <param name="Editor">The editor with 100 activities, after that.</param>
internal sealed record Seen(IReadOnlyList<Visit> First, IReadOnlyList<double> Worked, IReadOnlyList<Visit> Second, IReadOnlyList<EditorVisit> Editor);

/// <summary>Our host beside the package alone. Medians.</summary>
/// <param name="Ours">Our host.</param>
/// <param name="Canned">The package alone.</param>
internal sealed record DesignerFigures(Seen Ours, Seen Canned)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>One row for each thing that is measured.</summary>
    private IReadOnlyList<Row> Rows =>
    [
        Of("list, first visit: usable", "ms", seen => seen.First.Select(visit => visit.Ready)),
        Of("list, first visit: page answered", "ms", seen => seen.First.Select(visit => visit.Answer)),
        Of("list, first visit: over the wire", "kB", seen => seen.First.Select(visit => visit.Bytes / 1000.0)),
        Of("list, first visit: requests", "", seen => seen.First.Select(visit => (double)visit.Requests)),
        Of("list, first visit: processor time", "ms", seen => seen.Worked),
        Of("list, second visit: usable", "ms", seen => seen.Second.Select(visit => visit.Ready)),
        Of("list, second visit: page answered", "ms", seen => seen.Second.Select(visit => visit.Answer)),
        Of("list, second visit: over the wire", "kB", seen => seen.Second.Select(visit => visit.Bytes / 1000.0)),
        Of("list, second visit: requests", "", seen => seen.Second.Select(visit => (double)visit.Requests)),
        Of("100 activities: drawn", "ms", seen => seen.Editor.Select(visit => visit.Visit.Ready)),
        Of("100 activities: over the wire", "kB", seen => seen.Editor.Select(visit => visit.Visit.Bytes / 1000.0)),
        Of("100 activities: settled after", "ms", seen => seen.Editor.Select(visit => visit.Settling)),
        Of("100 activities: longest stall, drag", "ms", seen => seen.Editor.Select(visit => visit.Pan)),
        Of("100 activities: longest stall, zoom", "ms", seen => seen.Editor.Select(visit => visit.Zoom)),
        Of("100 activities: longest stall, select", "ms", seen => seen.Editor.Select(visit => visit.Select)),
    ];

    /// <summary>For people.</summary>
    public string ToTable()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{"medians of " + Ours.First.Count + " rounds",-40}{"our host",10}{"alone",10}{"ratio",8}{"ours - alone",14}");
        foreach (var row in Rows)
            text.AppendLine(CultureInfo.InvariantCulture, $"{row.What,-40}{row.Ours,10:n0}{row.Alone,10:n0}{row.Ratio,8:0.00}{row.Share,14:n0} {row.Unit}");
        return text.ToString().TrimEnd();
    }

    /// <summary>For programs, with all rounds.</summary>
    public string ToJson() => JsonSerializer.Serialize(new { Medians = Rows, Ours, Alone = Canned }, Json);

    private Row Of(string what, string unit, Func<Seen, IEnumerable<double>> choose)
    {
        // Ratio and share are those of neighbours in time: what else the machine does weighs on both of a round.
        var rounds = choose(Ours).Zip(choose(Canned)).ToList();
        return new Row(
            what, unit, Median(rounds.Select(r => r.First)), Median(rounds.Select(r => r.Second)),
            Median(rounds.Select(r => r.Second > 0 ? r.First / r.Second : 1)), Median(rounds.Select(r => r.First - r.Second)));
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        var middle = sorted.Count / 2;
        return sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private sealed record Row(string What, string Unit, double Ours, double Alone, double Ratio, double Share);
}
