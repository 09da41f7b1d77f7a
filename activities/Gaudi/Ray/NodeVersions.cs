using System.Text.RegularExpressions;
using Pipeline.Activities.Gaudi.Failures;

namespace Pipeline.Activities.Gaudi.Ray;

/// <summary>
/// Versions that must be equal on all nodes of a Ray cluster: <c>ray --version</c> (<c>ray, version 2.44.1</c>) and
/// <c>python3 --version</c> (<c>Python 3.10.12</c>, to the patch level), in one output.
/// </summary>
/// <param name="Ray">Version of Ray.</param>
/// <param name="Python">Version of Python.</param>
public sealed partial record NodeVersions(string Ray, string Python)
{
    /// <summary>Reads the output of both commands, in any order.</summary>
    public static Reading<NodeVersions> Parse(string output, int exitCode) =>
        RayLine.Match(output) is { Success: true } ray && PythonLine.Match(output) is { Success: true } python
            ? new NodeVersions(ray.Groups[1].Value, python.Groups[1].Value)
            : FailureExplanation.OfTool("ray --version and python3 --version", output, exitCode);

    /// <summary>The failure that differing versions mean; null when all nodes are alike.</summary>
    public static Failure? Compare(IReadOnlyDictionary<string, NodeVersions> nodes) => nodes.Values.Distinct().Count() <= 1 ? null : new(
        FailureKind.Configuration,
        $"Ray or Python differs between the nodes: {string.Join("; ", nodes.OrderBy(node => node.Key, StringComparer.Ordinal).Select(node => $"{node.Key} has Ray {node.Value.Ray}, Python {node.Value.Python}"))}.",
        "Use one container image on all nodes, or `pip install` the same Ray.");

    [GeneratedRegex(@"ray, version (\d[\w.+-]*)", RegexOptions.CultureInvariant)]
    private static partial Regex RayLine { get; }

    [GeneratedRegex(@"Python (\d+\.\d+\.\d+\S*)", RegexOptions.CultureInvariant)]
    private static partial Regex PythonLine { get; }
}
