using System.Globalization;
using System.Text.RegularExpressions;

namespace Pipeline.Activities.Gaudi.Text;

/// <summary>
/// A log line without what Ray and vLLM put around it: <c>(RayWorkerWrapper pid=2593, ip=10.0.0.12) </c>,
/// <c>(EngineCore_DP0 pid=357) </c>, <c>[repeated 14x across cluster]</c>.
/// </summary>
/// <param name="Text">The line itself.</param>
/// <param name="Address">The address of the node that printed it; null for the node of the driver.</param>
/// <param name="Rank">The rank that the line names as <c>[Rank:N]</c>; null when it names none.</param>
public sealed partial record WorkerLine(string Text, string? Address, int? Rank)
{
    /// <summary>Reads a cleaned line.</summary>
    public static WorkerLine Parse(string line)
    {
        string? address = null;
        while (Prefix.Match(line) is { Success: true } prefix)
        {
            if (prefix.Groups["ip"].Success)
                address = prefix.Groups["ip"].Value;
            line = line[prefix.Length..];
        }

        var rank = RankMark.Match(line);
        var known = int.TryParse(rank.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        return new WorkerLine(Repeated.Replace(line, ""), address, known ? number : null);
    }

    [GeneratedRegex(@"^\([\w:. -]+ pid=\d+(?:, ip=(?<ip>[^)]+))?\) ?", RegexOptions.CultureInvariant)]
    private static partial Regex Prefix { get; }

    [GeneratedRegex(@" *\[repeated \d+x across cluster\].*$", RegexOptions.CultureInvariant)]
    private static partial Regex Repeated { get; }

    [GeneratedRegex(@"\[Rank:(\d+)\]", RegexOptions.CultureInvariant)]
    private static partial Regex RankMark { get; }
}
