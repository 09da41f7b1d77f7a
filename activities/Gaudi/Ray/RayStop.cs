using System.Globalization;
using System.Text.RegularExpressions;
using Pipeline.Activities.Gaudi.Failures;

namespace Pipeline.Activities.Gaudi.Ray;

/// <summary>What <c>ray stop</c> did. It ends every Ray process of the container, whoever started it.</summary>
/// <param name="Stopped">Processes ended within the grace period; 0 when none ran.</param>
/// <param name="Remaining">Processes that did not end in time and are being killed.</param>
public sealed partial record RayStop(int Stopped, int Remaining)
{
    /// <summary>Reads the output; the exit code is 0 in all known cases.</summary>
    public static Reading<RayStop> Parse(string output, int exitCode)
    {
        if (output.Contains("Did not find any active Ray processes", StringComparison.Ordinal))
            return new RayStop(0, 0);
        if (Slow.Match(output) is { Success: true } slow)
            return new RayStop(Number(slow.Groups[1]), Math.Max(0, Number(slow.Groups[2]) - Number(slow.Groups[1])));
        return All.Match(output) is { Success: true } all
            ? new RayStop(Number(all.Groups[1]), 0)
            : FailureExplanation.OfTool("ray stop", output, exitCode);
    }

    private static int Number(Group digits) => int.Parse(digits.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"Stopped all (\d{1,9}) Ray processes", RegexOptions.CultureInvariant)]
    private static partial Regex All { get; }

    [GeneratedRegex(@"Stopped only (\d{1,9}) out of (\d{1,9}) Ray processes", RegexOptions.CultureInvariant)]
    private static partial Regex Slow { get; }
}
