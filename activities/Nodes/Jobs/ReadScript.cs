using Pipeline.Activities.Nodes.Shells;

namespace Pipeline.Activities.Nodes.Jobs;

/// <summary>
/// Reads many jobs of a node in one round trip. Standard input has one line per job, <c>id offset</c>. The answer has one
/// line per job, <c>id state exit-code age reason</c>, then for every log <c>@id size</c> and the new bytes in base64, then
/// a dot, so that an answer cut short is recognised. States are read before logs: the log of a job told ended is complete.
/// Without the folder of all jobs nothing is answered: after a restart sshd may be up before the shared file system is
/// mounted, and what is not visible yet is not lost.
/// </summary>
internal static class ReadScript
{
    /// <summary>Clock ticks a second in <c>/proc/PID/stat</c>: 100 for every program on Linux, whatever the kernel's own rate.</summary>
    private const int TicksPerSecond = 100;

    /// <summary>The words of an answer for a job without a process.</summary>
    public const string NeverStarted = "never", Rebooted = "rebooted", Gone = "gone";

    /// <summary>The word beside an exit code that was written when the disk had no room.</summary>
    public const string DiskFull = "full";

    /// <param name="root">The folder of all jobs.</param>
    /// <param name="maxLogBytes">Most bytes of each log.</param>
    public static ShellScript Of(string root, int maxLogBytes) => ShellScript.Of($$"""
        {{ProcScript.Functions}}
        root={{root}}
        [ -d "$root" ] || { echo "$root is not there: is the shared file system mounted?" >&2; exit 1; }
        {{ProcScript.BootId}}
        proc $$
        now=$p_started
        look() {
          d=$root/$1 state=lost code=- age=0 why={{NeverStarted}}
          if { read -r pid its_boot started its_node container < "$d/pid"; } 2>/dev/null && [ ! -e "$d/exit" ]; then
            if [ "$pid" = - ]; then
              state={{CancelScript.Cancelled}} why=
            elif [ "$its_boot" != "$boot" ]; then
              why={{Rebooted}}
            elif alive "$pid" "$started"; then
              state=running age=$(((now - started) / {{TicksPerSecond}})) why=
              return
            else
              why={{Gone}}
            fi
          fi
          if { read -r its_code its_why < "$d/exit"; } 2>/dev/null && [ -n "$its_code" ]; then state=exited code=$its_code why=$its_why; fi
          if { read -r word reason < "$d/ended"; } 2>/dev/null; then state=$word why=$reason; fi
        }
        wants=
        set --
        while read -r id offset; do
          look "$id"
          printf '%s\n' "$id $state $code $age $why"
          if [ -e "$d/log" ]; then
            set -- "$@" "$d/log"
            wants="$wants $id:$offset"
          fi
        done
        [ $# -eq 0 ] || stat -c %s -- "$@" | for want in $wants; do
          read -r size
          id=${want%%:*} offset=${want#*:}
          echo "@$id $size"
          [ "$size" -le "$offset" ] || tail -c "+$((offset + 1))" -- "$root/$id/log" | head -c {{maxLogBytes}} | base64
        done
        echo .
        """);
}
