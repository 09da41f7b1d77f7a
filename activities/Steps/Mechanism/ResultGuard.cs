using System.Globalization;
using Pipeline.Activities.Nodes.Shells;

namespace Pipeline.Activities.Steps.Mechanism;

/// <summary>
/// Keeps work from being done twice: beside the result lies a marker with the fingerprint of the inputs and the SHA-256 of
/// every file. Same fingerprint and intact files: the command is skipped. The marker's name does not end in
/// <c>.json</c>, because the official scripts take every such file for a measurement.
/// </summary>
/// <param name="Folder">Absolute path of the result folder on the shared file system.</param>
/// <param name="Name">Which command's result, e.g. <c>calibrate</c>; several may share a folder.</param>
/// <param name="Fingerprint">Of everything that the result depends on.</param>
public sealed record ResultGuard(string Folder, string Name, string Fingerprint) : IJobGuard
{
    /// <summary>The log line of a skipped command.</summary>
    public const string UpToDate = "pipeline: the result is up to date";

    /// <summary>Fingerprint of the parts, in order.</summary>
    public static string FingerprintOf(params IEnumerable<object?> parts) =>
        TextHash.Of(string.Join('\u001f', parts.Select(p => Convert.ToString(p, CultureInfo.InvariantCulture))));

    /// <inheritdoc/>
    public ShellScript Check => Intact(Folder, Marker, Fingerprint);

    /// <summary>Succeeds when a marker has the fingerprint and every file that it names is as it was.</summary>
    /// <param name="folder">The folder that file names are relative to.</param>
    /// <param name="marker">Absolute path of the marker.</param>
    /// <param name="fingerprint">What its first line must be.</param>
    internal static ShellScript Intact(string folder, string marker, string fingerprint) => ShellScript.Of(
        $$"""{ [ -f {{marker}} ] && [ "$(head -n 1 {{marker}})" = {{fingerprint}} ] && (cd {{folder}} && tail -n +2 {{marker}} | sha256sum -c --status -); }""");

    private string Marker => $"{Folder}/pipeline-done-{Name}";

    /// <inheritdoc/>
    public ShellScript Around(ShellScript command)
    {
        var marker = Marker;
        return ShellScript.Of(
            $"""
             if {Check}; then
               echo {UpToDate}
               exit 0
             fi
             rm -f {marker}
             (
             {command}
             ) || exit $?
             cd {Folder} || exit 1
             {ShellScript.Of($"{{ echo {Fingerprint}; find . -type f ! -name 'pipeline-done-*' -print0 | sort -z | xargs -0 -r sha256sum; }} > {marker}.tmp && mv {marker}.tmp {marker}")}
             """);
    }
}
