using Pipeline.Activities.Nodes.Shells;

namespace Pipeline.Activities.Nodes.Jobs;

/// <summary>
/// The shell text of detached jobs. A job is a folder on the shared file system:
/// <list type="bullet">
/// <item><c>script</c>: what to run; <c>run</c>: the wrapper around it.</item>
/// <item><c>claim</c>: a folder made by the wrapper as its first act. Making a folder succeeds once, so of several wrappers one runs.</item>
/// <item><c>pid</c>: process id, boot id and start time, by which a reused pid and a rebooted node are recognised.</item>
/// <item><c>log</c>: standard output and standard error. <c>exit</c>: the exit code, put in place by renaming.</item>
/// <item><c>ended</c>: made before the job is ended on request; its text is the reason when it took too long.</item>
/// </list>
/// Limit: a wrapper that dies between its claim and writing <c>pid</c> leaves a job that counts as lost, though it ran nothing.
/// </summary>
internal static class JobFolder
{
    /// <summary>
    /// The 22nd field of /proc/PID/stat, the start time, counted after the command's name, which may hold blanks. A zombie
    /// (state Z) has ended, whether or not its parent has noticed.
    /// </summary>
    private static readonly ShellScript Functions = ShellScript.Of(
        $$"""
          started() { sed 's/^.*) //' "/proc/$1/stat" 2>/dev/null | cut -d' ' -f20; }
          alive() { [ -n "$2" ] && [ "$(started "$1")" = "$2" ] && ! grep -q '^State:.Z' "/proc/$1/status" 2>/dev/null; }
          """);

    /// <summary>Writes the files and starts the wrapper; harmless when the job was started before.</summary>
    public static ShellScript Start(string folder, JobSpec job) => ShellScript.Of(
        $$"""
          set -e
          mkdir -p {{folder}}
          [ ! -d {{folder}}/claim ] || exit 0
          printf '%s\n' {{Script(job).Text}} > {{folder}}/script.$$
          mv {{folder}}/script.$$ {{folder}}/script
          printf '%s\n' {{Wrapper(folder, job).Text}} > {{folder}}/run.$$
          mv {{folder}}/run.$$ {{folder}}/run
          setsid sh {{folder}}/run >/dev/null 2>&1 </dev/null &
          """);

    /// <summary>For each job one line of facts, then one line with the next bytes of its log in base64.</summary>
    public static ShellScript Read(IEnumerable<(string Folder, long Offset)> jobs, int maxLogBytes)
    {
        var reads = jobs.Select(j => ShellScript.Of($"job {j.Folder} {j.Offset + 1} {maxLogBytes}"));
        return ShellScript.Lines([Functions, ShellScript.Of(
            $$"""
              boot=$(cat /proc/sys/kernel/random/boot_id)
              now=$(date +%s)
              age() { if [ -e "$1" ]; then echo $((now - $(stat -c %Y "$1"))); else echo 0; fi; }
              state() {
                if [ -f "$1/exit" ]; then echo "exited $(cat "$1/exit")"; return; fi
                if [ -f "$1/pid" ]; then
                  read -r p b s < "$1/pid"
                  if [ "$b" != "$boot" ]; then echo "lost reboot"
                  elif alive "$p" "$s"; then echo "running -"
                  elif [ -f "$1/exit" ]; then echo "exited $(cat "$1/exit")"
                  else echo "lost gone"; fi
                elif [ -d "$1/claim" ] && [ "$(age "$1/claim")" -gt 30 ]; then echo "lost unborn"
                elif [ -f "$1/ended" ]; then echo "lost unstarted"
                elif [ -d "$1" ]; then echo "running -"
                else echo "lost unknown"; fi
              }
              job() {
                size=0
                [ ! -f "$1/log" ] || size=$(stat -c %s "$1/log")
                ended=-
                [ ! -f "$1/ended" ] || ended=$(base64 < "$1/ended" | tr -d '\n')
                echo "$(state "$1") $size $(age "$1/pid") $(age "$1/log") e$ended"
                if [ "$size" -ge "$2" ]; then tail -c "+$2" "$1/log" | head -c "$3" | base64 | tr -d '\n'; fi
                echo
              }
              """), .. reads]);
    }

    /// <summary>TERM to the process group, KILL after the grace period; a job that never started will not start any more.</summary>
    public static ShellScript End(string folder, string? container, TimeSpan grace, string reason) => ShellScript.Lines(Functions, ShellScript.Of(
        $$"""
          d={{folder}}
          mkdir -p "$d"
          [ ! -f "$d/exit" ] || exit 0
          [ -f "$d/ended" ] || printf '%s' {{reason}} > "$d/ended"
          if mkdir "$d/claim" 2>/dev/null; then exit 0; fi
          tries=0
          while [ ! -f "$d/pid" ] && [ $tries -lt 50 ]; do sleep 0.1; tries=$((tries + 1)); done
          [ -f "$d/pid" ] || exit 0
          read -r p b s < "$d/pid"
          [ "$b" = "$(cat /proc/sys/kernel/random/boot_id)" ] && alive "$p" "$s" || exit 0
          inside() { {{Inside(folder, container)}}; }
          inside TERM
          kill -s TERM -- "-$p" 2>/dev/null
          tries=0
          while alive "$p" "$s" && [ $tries -lt {{(int)(grace.TotalSeconds * 10)}} ]; do sleep 0.1; tries=$((tries + 1)); done
          if alive "$p" "$s"; then inside KILL; kill -s KILL -- "-$p" 2>/dev/null; fi
          while alive "$p" "$s"; do sleep 0.1; done
          """));

    /// <summary>The last lines of the log.</summary>
    public static ShellScript Tail(string folder, int lines) =>
        ShellScript.Of($"[ ! -f {folder}/log ] || tail -n {lines} {folder}/log");

    /// <summary>Environment, folder, command.</summary>
    private static ShellScript Script(JobSpec job) => ShellScript.Lines(
    [
        .. job.Environment.Select(v => ShellScript.Of($"export {ShellScript.Command(v.Key)}={v.Value}")),
        job.WorkingDirectory is { } directory ? ShellScript.Of($"cd {directory} || exit 1") : ShellScript.Empty,
        job.Script,
    ]);

    /// <summary>Survives TERM itself, so that the exit code of what it waits for is recorded.</summary>
    private static ShellScript Wrapper(string folder, JobSpec job)
    {
        var command = job.Container is { } container
            ? ShellScript.Of($"docker exec {container} sh -c {ShellScript.Of($"echo $$ > {folder}/inside; exec sh {folder}/script").Text}")
            : ShellScript.Of($"sh {folder}/script");
        return ShellScript.Lines(Functions, ShellScript.Of(
            $$"""
              mkdir {{folder}}/claim 2>/dev/null || exit 0
              trap : TERM INT HUP
              echo "$$ $(cat /proc/sys/kernel/random/boot_id) $(started $$)" > {{folder}}/pid.tmp
              mv {{folder}}/pid.tmp {{folder}}/pid
              {{command}} > {{folder}}/log 2>&1 < /dev/null
              echo $? > {{folder}}/exit.tmp
              mv {{folder}}/exit.tmp {{folder}}/exit
              """));
    }

    /// <summary>Signals the group inside the container, where the client of <c>docker exec</c> does not pass signals on.</summary>
    private static ShellScript Inside(string folder, string? container) => container is null
        ? ShellScript.Of($":")
        : ShellScript.Of($"[ ! -f {folder}/inside ] || docker exec {container} sh -c \"kill -s $1 -- -$(cat {folder}/inside)\" 2>/dev/null");
}
