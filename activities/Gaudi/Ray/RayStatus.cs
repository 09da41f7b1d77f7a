using System.Globalization;
using System.Text.RegularExpressions;
using Pipeline.Activities.Gaudi.Failures;
using Pipeline.Activities.Gaudi.Text;

namespace Pipeline.Activities.Gaudi.Ray;

/// <summary>A Ray cluster as <c>ray status</c> shows it.</summary>
/// <param name="Nodes">Live nodes (sections Active or Healthy, and Idle).</param>
/// <param name="TotalHpus">Cards in the cluster; 0 when Ray knows no HPU resource.</param>
/// <param name="UsedHpus">Cards given to jobs, also to stale ones.</param>
public sealed partial record RayStatus(int Nodes, double TotalHpus, double UsedHpus)
{
    /// <summary>Reads the output, old and new forms; a failure when there is no cluster.</summary>
    public static Reading<RayStatus> Parse(string output, int exitCode)
    {
        var (nodes, total, used) = (0, 0d, 0d);
        var section = "";
        var seen = false;
        foreach (var line in ToolText.Lines(output))
        {
            if (SectionLine.Match(line) is { Success: true } heading)
                section = heading.Groups[1].Value;
            else if (section is "Active" or "Healthy" or "Idle" && NodeLine.Match(line) is { Success: true } node)
                nodes += int.Parse(node.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
            else if (section is "Usage" or "Total Usage" && HpuLine.Match(line) is { Success: true } hpus)
                (used, total) = (Number(hpus.Groups[1]), Number(hpus.Groups[2]));
            seen |= line == "Node status";
        }

        return exitCode == 0 && seen && nodes > 0
            ? new RayStatus(nodes, total, used)
            : FailureExplanation.OfTool("ray status", output, exitCode);
    }

    /// <summary>Why the cluster cannot run a job of so many cards; null when it can.</summary>
    /// <param name="tensorParallel">Cards that the job needs.</param>
    /// <param name="expectedNodes">Nodes that should have joined.</param>
    public Failure? Judge(int tensorParallel, int expectedNodes) => this switch
    {
        { TotalHpus: 0 } => new(
            FailureKind.Configuration,
            $"Ray runs on {Nodes} node(s) but knows no HPU resource.",
            "Start Ray inside the Gaudi container; or give the count: `ray start … --resources='{\"HPU\": 8}'`."),
        _ when Nodes < expectedNodes => new(
            FailureKind.Transient,
            $"Only {Nodes} of {expectedNodes} nodes are in the Ray cluster.",
            "A worker may still be joining; else look at its ray start output: same Ray and Python version, head address, firewall."),
        { UsedHpus: > 0 } => new(
            FailureKind.Configuration,
            $"{UsedHpus:0.#} of {TotalHpus:0.#} HPUs of the Ray cluster are in use.",
            "Another or a stale job holds them: end it, or stop Ray on all nodes and start it again."),
        _ when TotalHpus < tensorParallel => new(
            FailureKind.Configuration,
            $"The Ray cluster has {TotalHpus:0.#} HPUs, the job needs {tensorParallel}.",
            "Add nodes to the cluster, or lower -t."),
        _ => null,
    };

    private static double Number(Group digits) => double.Parse(digits.ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\s*([A-Z][A-Za-z ]*):\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex SectionLine { get; }

    [GeneratedRegex(@"^\s+(\d{1,6}) \S+$", RegexOptions.CultureInvariant)]
    private static partial Regex NodeLine { get; }

    [GeneratedRegex(@"^\s*(\d{1,9}(?:\.\d+)?)/(\d{1,9}(?:\.\d+)?)\s+HPU\b", RegexOptions.CultureInvariant)]
    private static partial Regex HpuLine { get; }
}
