using System.Text.RegularExpressions;
using Pipeline.Activities.Gaudi.Failures;

namespace Pipeline.Activities.Gaudi.Install;

/// <summary>The driver on the host and the software in the container must be of one Gaudi release; else no card can be acquired.</summary>
public static partial class ReleaseCheck
{
    /// <summary>The failure; null when they fit, or when one of the two does not tell its release.</summary>
    /// <param name="driver">The driver's version, e.g. <c>1.24.1-3bf9e81</c>.</param>
    /// <param name="image">The image, e.g. <c>vault.habana.ai/gaudi-docker/1.24.1/ubuntu22.04/…</c>.</param>
    public static Failure? Judge(string driver, string image) =>
        Driver.Match(driver) is { Success: true } host && Image.Match(image) is { Success: true } container && host.Groups[1].Value != container.Groups[1].Value
            ? new Failure(
                FailureKind.Configuration,
                $"The container is of release {container.Groups[1].Value}, the driver of {host.Groups[1].Value}.",
                $"Use the image of release {host.Groups[1].Value}, or install the driver {container.Groups[1].Value} on the node.")
            : null;

    [GeneratedRegex(@"^(\d+\.\d+\.\d+)(?:-|$)", RegexOptions.CultureInvariant)]
    private static partial Regex Driver { get; }

    [GeneratedRegex(@"/gaudi-docker/(\d+\.\d+\.\d+)/", RegexOptions.CultureInvariant)]
    private static partial Regex Image { get; }
}
