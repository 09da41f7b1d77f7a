using System.Text.RegularExpressions;
using Pipeline.Activities.Gaudi.Failures;

namespace Pipeline.Activities.Gaudi.Network;

/// <summary>The way to another node: <c>ip -o -4 route get &lt;address&gt;</c>.</summary>
/// <param name="Interface">Interface that packets leave by; <c>lo</c> when the address is the node's own.</param>
/// <param name="Source">The node's own address on that way.</param>
public sealed partial record Route(string Interface, string Source)
{
    /// <summary>Reads the tool's output.</summary>
    public static Reading<Route> Parse(string output, int exitCode) =>
        exitCode == 0 && RouteLine.Match(output) is { Success: true } match
            ? new Route(match.Groups[1].Value, match.Groups[2].Value)
            : FailureExplanation.OfTool("ip route get", output, exitCode);

    [GeneratedRegex(@"\bdev (\S+)\b.*?\bsrc (\d{1,3}(?:\.\d{1,3}){3})\b", RegexOptions.CultureInvariant)]
    private static partial Regex RouteLine { get; }
}
