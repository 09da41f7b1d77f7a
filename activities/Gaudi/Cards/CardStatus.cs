using System.Text.RegularExpressions;
using Pipeline.Activities.Gaudi.Failures;
using Pipeline.Activities.Gaudi.Text;

namespace Pipeline.Activities.Gaudi.Cards;

/// <summary>
/// The drivers' view of the cards: <c>grep -H . /sys/class/accel/accel*/device/status</c>, a line
/// <c>/sys/class/accel/accel0/device/status:Operational</c> each (older drivers: <c>/sys/class/habanalabs/hl0/status</c>).
/// </summary>
/// <param name="States">State by device name (<c>accel0</c>).</param>
public sealed partial record CardStatus(IReadOnlyDictionary<string, string> States)
{
    /// <summary>What a healthy card's status reads.</summary>
    public const string Operational = "Operational";

    /// <summary>The devices that are not operational, with their state.</summary>
    public IEnumerable<KeyValuePair<string, string>> Faulty => States.Where(state => state.Value != Operational).OrderBy(state => state.Key, StringComparer.Ordinal);

    /// <summary>Reads the lines; a failure when one of them is something else.</summary>
    public static Reading<CardStatus> Parse(string output, int exitCode)
    {
        Dictionary<string, string> states = [];
        foreach (var line in ToolText.Lines(output))
        {
            if (StatusLine.Match(line) is not { Success: true } match)
                return FailureExplanation.OfTool("the card status", output, exitCode);
            states[match.Groups[1].Value] = match.Groups[2].Value.Trim();
        }

        return states.Count > 0 ? new CardStatus(states) : FailureExplanation.OfTool("the card status", output, exitCode);
    }

    /// <summary>The failure that the states mean; null when all cards are operational.</summary>
    public Failure? Judge()
    {
        var faulty = Faulty.ToList();
        if (faulty.Count == 0)
            return null;
        var passing = faulty.TrueForAll(state => state.Value.StartsWith("In ", StringComparison.Ordinal));
        return new(
            passing ? FailureKind.Transient : FailureKind.Hardware,
            $"Cards not operational: {string.Join(", ", faulty.Select(state => $"{state.Key} ({state.Value})"))}.",
            passing ? "Wait until the reset ends, then check again." : "Reset the card (`hl-smi -r -i <bus id>`) or power-cycle the node; look in `dmesg`.");
    }

    [GeneratedRegex(@"(?:^|/)((?:accel|hl)\d+)(?:/device)?/status:\s*([A-Z][A-Za-z ]*)$", RegexOptions.CultureInvariant)]
    private static partial Regex StatusLine { get; }
}
