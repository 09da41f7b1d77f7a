using System.Globalization;
using System.Text.RegularExpressions;
using Pipeline.Activities.Gaudi.Failures;
using Pipeline.Activities.Gaudi.Text;

namespace Pipeline.Activities.Gaudi.Network;

/// <summary>The internal ports of one card: <c>hl-smi -n link -i &lt;bus id&gt;</c>. An OAM card has 21.</summary>
/// <param name="Up">Numbers of the ports that are up.</param>
/// <param name="Down">Numbers of the ports that are down.</param>
public sealed partial record LinkStatus(IReadOnlyList<int> Up, IReadOnlyList<int> Down)
{
    /// <summary>All ports are up.</summary>
    public bool AllUp => Down.Count == 0;

    /// <summary>Reads the tool's output, <c>port  0:        UP</c> a line.</summary>
    public static Reading<LinkStatus> Parse(string output, int exitCode)
    {
        List<int> up = [], down = [];
        foreach (var line in ToolText.Lines(output))
        {
            var match = PortLine.Match(line);
            if (!match.Success || !int.TryParse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var port))
                return FailureExplanation.OfTool("hl-smi -n link", output, exitCode);
            (match.Groups[2].Value == "UP" ? up : down).Add(port);
        }

        return exitCode == 0 && up.Count + down.Count > 0
            ? new LinkStatus(up, down)
            : FailureExplanation.OfTool("hl-smi -n link", output, exitCode);
    }

    /// <summary>The failure that ports which are down mean, on one node too; null when all are up.</summary>
    /// <param name="node">The node's name.</param>
    /// <param name="card">The card's name or bus id.</param>
    public Failure? Judge(string node, string card) => AllUp ? null : new(
        FailureKind.Hardware,
        $"Node {node}: internal ports {string.Join(", ", Down)} of card {card} are down.",
        "Reload the driver or reboot the node; if they stay down, the card or the base board needs service.");

    [GeneratedRegex(@"^\s*port\s+(\d+):\s+(UP|DOWN)$", RegexOptions.CultureInvariant)]
    private static partial Regex PortLine { get; }
}
