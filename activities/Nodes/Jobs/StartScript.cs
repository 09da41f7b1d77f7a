using Pipeline.Activities.Nodes.Shells;

namespace Pipeline.Activities.Nodes.Jobs;

/// <summary>
/// Starts a job in one round trip. The script arrives on standard input, since it may be longer than a command line. Who
/// starts it first does not matter: the process that links its identity to <c>pid</c> is the job, the others go away.
/// </summary>
internal static class StartScript
{
    /// <param name="folder">The job folder.</param>
    /// <param name="job">The job.</param>
    /// <param name="length">Bytes of the script: one that a broken connection cut short must not run.</param>
    public static ShellScript Of(string folder, JobSpec job, int length) => ShellScript.Of($$"""
        d={{folder}}
        [ -e "$d/pid" ] && exit 0
        mkdir -p "$d" || exit 1
        {{ProcScript.BootId}}
        own=$d/.script.$boot.$$
        cat > "$own" || exit 1
        [ "$(($(wc -c < "$own")))" -eq {{length}} ] || { echo 'The script did not arrive whole.' >&2; exit 1; }
        mv -f "$own" "$d/script" || exit 1
        printf '%s\n' {{RunnerScript.Text.Text}} > "$own" && mv -f "$own" "$d/run" || exit 1
        fault=$(setsid sh "$d/run" "$d" {{job.Node}} {{job.Container ?? ""}} < /dev/null 2>&1 > /dev/null &)
        [ -e "$d/pid" ] || { echo "$fault" >&2; exit 1; }
        """);

    /// <summary>What the job's <c>script</c> file holds: its folder, its environment, then its commands.</summary>
    public static ShellScript File(JobSpec job) => ShellScript.Lines(
        [
            job.WorkingDirectory is { } folder ? ShellScript.Of($"cd {folder} || exit 1") : ShellScript.Empty,
            .. job.Environment.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => ShellScript.Of($"export {$"{v.Key}="}{v.Value}")),
            job.Script,
            ShellScript.Of($"\n"),
        ]);
}
