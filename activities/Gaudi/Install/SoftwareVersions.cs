using System.Text.RegularExpressions;
using Pipeline.Activities.Gaudi.Failures;
using Pipeline.Activities.Gaudi.Text;

namespace Pipeline.Activities.Gaudi.Install;

/// <summary>
/// Versions of the software that the ranks of one calibration must share: <c>python3 --version</c> and <c>pip show</c> in
/// one output, in any order. Ray demands the same Python to the patch level.
/// </summary>
/// <param name="Versions">Version by <see cref="Names"/>; what is not installed is not in it.</param>
public sealed partial record SoftwareVersions(IReadOnlyDictionary<string, string> Versions)
{
    /// <summary>Python.</summary>
    public const string Python = "Python";

    /// <summary>Ray.</summary>
    public const string Ray = "Ray";

    /// <summary>vLLM.</summary>
    public const string Vllm = "vLLM";

    /// <summary>The Gaudi plugin of vLLM.</summary>
    public const string Plugin = "vLLM Gaudi plugin";

    /// <summary>Intel Neural Compressor.</summary>
    public const string Inc = "Neural Compressor";

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<string> Names = [Python, Ray, Vllm, Plugin, Inc];

    private static readonly Dictionary<string, string> ByPackage = new(StringComparer.Ordinal)
    {
        ["ray"] = Ray,
        ["vllm"] = Vllm,
        ["vllm-gaudi"] = Plugin,
        ["neural-compressor-pt"] = Inc,
    };

    /// <summary>The package names for <c>pip show</c>.</summary>
    public static IReadOnlyList<string> Packages => [.. ByPackage.Keys];

    /// <summary>Reads the output of both commands; packages that are not found are left out.</summary>
    public static Reading<SoftwareVersions> Parse(string output)
    {
        var versions = new Dictionary<string, string>(StringComparer.Ordinal);
        string? package = null;
        foreach (var line in ToolText.Lines(output))
        {
            if (PythonLine.Match(line) is { Success: true } python)
                versions[Python] = python.Groups[1].Value;
            else if (NameLine.Match(line) is { Success: true } name)
                package = name.Groups[1].Value.ToLowerInvariant().Replace('_', '-');
            else if (package is not null && VersionLine.Match(line) is { Success: true } version && ByPackage.TryGetValue(package, out var software))
                versions[software] = version.Groups[1].Value;
        }

        return versions.ContainsKey(Python) ? new SoftwareVersions(versions) : FailureExplanation.OfTool("python3 --version and pip show", output, 0);
    }

    /// <summary>The failures that differing versions mean, one per software.</summary>
    /// <param name="nodes">What each node has, by its name.</param>
    /// <param name="wanted">The software to compare.</param>
    /// <param name="required">Whether software that a node lacks is a failure too; else only those that have it are compared.</param>
    public static IEnumerable<Failure> Differences(IReadOnlyDictionary<string, SoftwareVersions> nodes, IEnumerable<string> wanted, bool required)
    {
        foreach (var software in wanted)
        {
            var found = nodes.OrderBy(n => n.Key, StringComparer.Ordinal).Select(n => (Node: n.Key, Version: n.Value.Versions.GetValueOrDefault(software))).ToList();
            if (found.Where(f => f.Version is null).Select(f => f.Node).ToList() is { Count: > 0 } without && required)
                yield return new Failure(FailureKind.Configuration, $"{software} is missing on {string.Join(", ", without)}.", Remedy(software, found.Find(f => f.Version is not null).Version));
            else if (found.Where(f => f.Version is not null).DistinctBy(f => f.Version).Skip(1).Any())
                yield return new Failure(
                    FailureKind.Configuration,
                    $"{software} differs between the nodes: {string.Join(", ", found.Where(f => f.Version is not null).Select(f => $"{f.Node} {f.Version}"))}.",
                    Remedy(software, found.Find(f => f.Version is not null).Version));
        }
    }

    private static string Remedy(string software, string? version) => software switch
    {
        Python => "Use one container image on all nodes: Ray demands the same Python to the patch level.",
        Ray => $"Use one container image on all nodes, or `pip install ray{(version is null ? "" : $"=={version}")}` on each.",
        Vllm or Plugin => "Reinstall vLLM and the plugin on all nodes from the commit that VLLM_STABLE_COMMIT names.",
        _ => "Use one container image on all nodes: the scales are calculated by this package.",
    };

    [GeneratedRegex(@"^Python (\d+\.\d+\.\d+\S*)$", RegexOptions.CultureInvariant)]
    private static partial Regex PythonLine { get; }

    [GeneratedRegex(@"^Name: (\S+)$", RegexOptions.CultureInvariant)]
    private static partial Regex NameLine { get; }

    [GeneratedRegex(@"^Version: (\S+)$", RegexOptions.CultureInvariant)]
    private static partial Regex VersionLine { get; }
}
