using System.Globalization;
using System.Text.RegularExpressions;
using Pipeline.Activities.Gaudi.Failures;
using Pipeline.Activities.Gaudi.Text;

namespace Pipeline.Activities.Gaudi.Cards;

/// <summary>
/// The table that <c>hl-smi</c> prints without options. Unlike the CSV query it lists processes; column widths vary by
/// release, so it is read by pattern. In a container other users' processes are not visible.
/// </summary>
/// <param name="ToolVersion">Version of hl-smi; null when not printed.</param>
/// <param name="DriverVersion">Version of the driver; null when not printed.</param>
/// <param name="Cards">The cards in the table's order.</param>
/// <param name="Processes">The processes that hold cards.</param>
public sealed partial record HlSmiTable(string? ToolVersion, string? DriverVersion, IReadOnlyList<TableCard> Cards, IReadOnlyList<CardProcess> Processes)
{
    /// <summary>Reads the table; a failure when there is none.</summary>
    public static Reading<HlSmiTable> Parse(string output, int exitCode)
    {
        List<TableCard> cards = [];
        List<CardProcess> processes = [];
        string? tool = null, driver = null;
        foreach (var line in ToolText.Lines(output))
        {
            if (CardLine.Match(line) is { Success: true } card && Number(card.Groups[1]) is { } index)
                cards.Add(new TableCard((int)index, card.Groups[2].Value, PciAddress.WithDomain(card.Groups[3].Value), null, null));
            else if (cards.Count > 0 && MemoryLine.Match(line) is { Success: true } memory && Number(memory.Groups[1]) is { } used && Number(memory.Groups[2]) is { } total)
                cards[^1] = cards[^1] with { MemoryUsedMiB = used, MemoryTotalMiB = total };
            else if (ProcessLine.Match(line) is { Success: true } process && Number(process.Groups[1]) is { } holder && Number(process.Groups[2]) is { } pid)
                processes.Add(new CardProcess((int)holder, pid, process.Groups[3].Value.Trim()));
            else if (VersionLine.Match(line) is { Success: true } version)
                (tool, driver) = version.Groups[1].Value == "HL-SMI" ? (version.Groups[2].Value, driver) : (tool, version.Groups[2].Value);
        }

        if (exitCode != 0 || cards.Count == 0)
            return FailureExplanation.OfTool("hl-smi", output, exitCode);
        return new HlSmiTable(tool, driver, cards, processes);
    }

    // Nine digits are far beyond any index, pid or MiB, and fit every number here.
    private static long? Number(Group digits) =>
        digits.Length <= 9 && long.TryParse(digits.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex(@"^\|\s*(\d+)\s+([A-Z0-9-]+)\s+N/A\s*\|\s*([0-9a-fA-F:.]+)\s+N/A\s*\|", RegexOptions.CultureInvariant)]
    private static partial Regex CardLine { get; }

    [GeneratedRegex(@"\|\s*(\d+)MiB\s*/\s*(\d+)MiB\s*\|", RegexOptions.CultureInvariant)]
    private static partial Regex MemoryLine { get; }

    [GeneratedRegex(@"^\|\s*(\d+)\s+(\d+)\s+\S+\s+(.*?)\s+\d+MiB\s*\|", RegexOptions.CultureInvariant)]
    private static partial Regex ProcessLine { get; }

    [GeneratedRegex(@"^\|\s*(HL-SMI|Driver) Version:\s+(\S+)", RegexOptions.CultureInvariant)]
    private static partial Regex VersionLine { get; }
}

/// <summary>A card in the table.</summary>
/// <param name="Index">The N of <c>/dev/accel/accelN</c>.</param>
/// <param name="Name">Product, e.g. <c>HL-225</c>.</param>
/// <param name="BusId">PCI address with domain.</param>
/// <param name="MemoryUsedMiB">Memory in use; null when the line was not readable.</param>
/// <param name="MemoryTotalMiB">Device memory; null when the line was not readable.</param>
public sealed record TableCard(int Index, string Name, string BusId, long? MemoryUsedMiB, long? MemoryTotalMiB);

/// <summary>A process that holds a card.</summary>
/// <param name="Card">Index of the card.</param>
/// <param name="Pid">Process id on the host.</param>
/// <param name="Name">Its name as hl-smi prints it.</param>
public sealed record CardProcess(int Card, long Pid, string Name);
