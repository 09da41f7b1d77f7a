using System.Globalization;
using System.Text.RegularExpressions;
using Pipeline.Activities.Gaudi.Failures;
using Pipeline.Activities.Gaudi.Text;

namespace Pipeline.Activities.Gaudi.Network;

/// <summary>What <c>manage_network_ifs.sh --up</c> or <c>--down</c> did. The ports need up to a minute to settle.</summary>
/// <param name="Interfaces">Number of interfaces switched.</param>
/// <param name="Up">Up or down.</param>
public sealed partial record NicToggle(int Interfaces, bool Up)
{
    /// <summary>Reads the tool's output, whose progress bar is redrawn with carriage returns.</summary>
    public static Reading<NicToggle> Parse(string output, int exitCode)
    {
        var match = ToolText.Lines(output).Select(line => CountLine.Match(line)).LastOrDefault(line => line.Success);
        return exitCode == 0 && match is not null && int.TryParse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? new NicToggle(count, match.Groups[2].Value == "up")
            : FailureExplanation.OfTool("manage_network_ifs.sh", output, exitCode);
    }

    [GeneratedRegex(@"(\d+) habanalabs network interfaces were toggled (up|down)", RegexOptions.CultureInvariant)]
    private static partial Regex CountLine { get; }
}
