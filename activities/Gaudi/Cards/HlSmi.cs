using System.Globalization;
using Pipeline.Activities.Gaudi.Failures;
using Pipeline.Activities.Gaudi.Text;

namespace Pipeline.Activities.Gaudi.Cards;

/// <summary>The cards of a node as <c>hl-smi</c>'s CSV query lists them, in ascending index order.</summary>
/// <param name="Cards">At least one card.</param>
public sealed record HlSmi(IReadOnlyList<Card> Cards)
{
    /// <summary>The query, one word each.</summary>
    public static readonly IReadOnlyList<string> Command =
        ["hl-smi", "-Q", "index,module_id,bus_id,name,uuid,memory.total,memory.used,driver_version", "-f", "csv,noheader"];

    /// <summary>The device type of all cards; null when they differ or are unknown.</summary>
    public DeviceType? Device => Cards.Select(card => card.Device).Distinct().ToList() is [var only] ? only : null;

    /// <summary>The cards whose memory some process holds.</summary>
    public IEnumerable<Card> Busy => Cards.Where(card => !card.IsIdle);

    /// <summary>
    /// Reads the answer to <see cref="Command"/>. A failure when the tool or driver is missing, when a card failed to
    /// come up, or when there are fewer cards than expected.
    /// </summary>
    public static Reading<HlSmi> Parse(string output, int exitCode, int expectedCards = DeviceType.CardsPerServer)
    {
        var lines = ToolText.Lines(output);
        if (exitCode != 0 || lines.Count == 0)
            return FailureExplanation.OfTool("hl-smi", output, exitCode);

        List<Card> cards = [];
        foreach (var line in lines)
        {
            if (ParseLine(line) is not { } card)
                return FailureExplanation.OfTool("hl-smi", output, exitCode);
            cards.Add(card);
        }

        cards.Sort((a, b) => a.Index.CompareTo(b.Index));
        return Fault(cards, expectedCards) is { } fault ? fault with { Excerpt = ToolText.Excerpt(output, 8) } : new HlSmi(cards);
    }

    private static Failure? Fault(List<Card> cards, int expected)
    {
        if (cards.Find(card => card.ModuleId is null) is { } broken)
            return new(FailureKind.Hardware, $"Card {broken.Index} ({broken.BusId}) failed to come up: it has no module id.", "Power-cycle the node and look in `dmesg`.");
        if (cards.Count >= expected)
            return null;
        var missing = Enumerable.Range(0, expected).Except(cards.Select(card => card.Index));
        return new(
            FailureKind.Hardware,
            $"{cards.Count} of {expected} cards found; missing: {string.Join(", ", missing.Select(index => $"accel{index}"))}.",
            "Compare with `lspci -d 1da3:` and look in `dmesg`; or correct the number of cards in the node's configuration.");
    }

    private static Card? ParseLine(string line)
    {
        var field = line.Split(',', StringSplitOptions.TrimEntries);
        if (field.Length != 8 || Number(field[0]) is not { } index || Mebibytes(field[5]) is not { } total || Mebibytes(field[6]) is not { } used)
            return null;
        var module = Number(field[1]);
        if ((module is null && field[1] != "N/A") || field[2].Length == 0 || field[3].Length == 0)
            return null;
        return new Card(index, module, PciAddress.WithDomain(field[2]), field[3], field[4], total, used, field[7]);
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    // "768 MiB", or "768" with nounits.
    private static long? Mebibytes(string text) =>
        long.TryParse(text.Replace("MiB", "", StringComparison.Ordinal).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
