using System.Globalization;
using System.Text.RegularExpressions;
using Pipeline.Activities.Gaudi.Failures;
using Pipeline.Activities.Gaudi.Text;

namespace Pipeline.Activities.Gaudi.Network;

/// <summary>Reads <c>manage_network_ifs.sh --status</c>: a device name opens a card, the lines after it tell its ports.</summary>
internal static partial class NicStatusParser
{
    private const string Tool = "manage_network_ifs.sh --status";

    public static Reading<NicStatus> Parse(string output, int exitCode)
    {
        List<CardPorts> cards = [];
        foreach (var line in ToolText.Lines(output).Select(line => line.Trim()))
        {
            if (!Read(line, cards))
                return FailureExplanation.OfTool(Tool, output, exitCode);
        }

        // A card without any line after it: the output was cut off.
        var complete = cards.Count > 0 && cards.TrueForAll(card => card.State != CardPortsState.Listed || card.Up.Count + card.Down.Count > 0);
        return complete && exitCode == 0 ? new NicStatus(cards) : FailureExplanation.OfTool(Tool, output, exitCode);
    }

    private static bool Read(string line, List<CardPorts> cards)
    {
        if (DeviceLine.IsMatch(line))
            cards.Add(new CardPorts(line, CardPortsState.Listed, [], []));
        else if (FaultLine.Match(line) is { Success: true } fault)
            SetFault(cards, fault.Groups[1].Value, fault.Groups[2].Value == "doesn't exist" ? CardPortsState.Missing : CardPortsState.NotOperational);
        else if (cards.Count == 0)
            return false;
        else if (line == "no interfaces were detected")
            cards[^1] = cards[^1] with { State = CardPortsState.NoInterfaces };
        else if (Ports(line, out var up) is { } ports)
            cards[^1] = up ? cards[^1] with { Up = ports } : cards[^1] with { Down = ports };
        else
            return false;
        return true;
    }

    private static void SetFault(List<CardPorts> cards, string card, CardPortsState state)
    {
        if (cards.Count > 0 && cards[^1].Card == card)
            cards.RemoveAt(cards.Count - 1);
        cards.Add(new CardPorts(card, state, [], []));
    }

    // Null when the count does not match the list: half a line.
    private static List<int>? Ports(string line, out bool up)
    {
        var match = PortLine.Match(line);
        up = match.Groups[2].Value == "up";
        if (!match.Success)
            return null;
        List<int> ports = [];
        foreach (var text in match.Groups[3].Value.Split(',', StringSplitOptions.TrimEntries))
        {
            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port))
                return null;
            ports.Add(port);
        }

        return match.Groups[1].Value == ports.Count.ToString(CultureInfo.InvariantCulture) ? ports : null;
    }

    [GeneratedRegex(@"^(?:accel|hl)\d+$", RegexOptions.CultureInvariant)]
    private static partial Regex DeviceLine { get; }

    [GeneratedRegex(@"^((?:accel|hl)\d+) (doesn't exist|is not operational)$", RegexOptions.CultureInvariant)]
    private static partial Regex FaultLine { get; }

    [GeneratedRegex(@"^(\d+) ports (up|down) \(([\d, ]+)\)$", RegexOptions.CultureInvariant)]
    private static partial Regex PortLine { get; }
}
