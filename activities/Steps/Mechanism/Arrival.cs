using Pipeline.Activities.Nodes.Shells;

namespace Pipeline.Activities.Steps.Mechanism;

/// <summary>
/// Proves on a node that a shared file has the wanted content. NFS may show old content for as long as it caches
/// attributes, up to 60 seconds by default.
/// </summary>
internal static class Arrival
{
    /// <summary>Longest wait in seconds: more than NFS caches attributes.</summary>
    private const int Limit = 90;

    /// <summary>Waits for the content whose SHA-256 is given; fails with a line that names the file.</summary>
    public static ShellScript Of(string path, string sha256) =>
        Until(path, ShellScript.Of($"[ \"$(cat {path} 2>/dev/null | sha256sum | cut -d ' ' -f 1)\" = {sha256} ]"));

    /// <summary>Waits for any content.</summary>
    public static ShellScript OfAny(string path) => Until(path, ShellScript.Of($"[ -s {path} ]"));

    private static ShellScript Until(string path, ShellScript arrived) => ShellScript.Of(
        $$"""
          tries=0
          until {{arrived}}; do
            [ $tries -lt {{Limit}} ] || { echo pipeline: not arrived within {{Limit}} seconds: {{path}} >&2; exit 1; }
            sleep 1
            tries=$((tries + 1))
          done
          """);
}
