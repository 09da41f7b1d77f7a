using Pipeline.Activities.Nodes.Shells;

namespace Pipeline.Activities.Nodes.Jobs;

/// <summary>
/// Shell functions that recognise a process for certain: by its id and its start time, so that a reused id is no match.
/// They read <c>/proc</c> with the shell's own <c>read</c>; no tool is started for a living job.
/// </summary>
internal static class ProcScript
{
    /// <summary><c>proc PID</c> reads a process; <c>living PID</c> also tells whether it lives: zombies do not count.</summary>
    public static readonly ShellScript Living = ShellScript.Of($$"""
        proc() {
          { read -r p_line < "/proc/$1/stat"; } 2>/dev/null || return 1
          set -- ${p_line##*) }
          p_state=$1 p_group=$3 p_started=${20}
        }
        living() { proc "$1" && case $p_state in Z | X) return 1 ;; esac; }
        """);

    /// <summary>
    /// <see cref="Living"/>, and <c>alive PID STARTED</c> tells whether that very process lives or, once it is gone,
    /// any of its group; zombies do not count. <c>signal NAME PID</c> reaches the whole group, and <c>end PID STARTED
    /// TENTHS</c> sends TERM and, after so many tenths of a second, KILL.
    /// </summary>
    public static readonly ShellScript Functions = ShellScript.Of($$"""
        {{Living}}
        alive() {
          if proc "$1"; then
            [ "$p_started" = "$2" ] || return 1
            case $p_state in Z | X) ;; *) return 0 ;; esac
          fi
          kill -0 "-$1" 2>/dev/null || return 1
          for p_entry in /proc/[0-9]*; do
            living "${p_entry#/proc/}" && [ "$p_group" = "$1" ] && return 0
          done
          return 1
        }
        signal() { kill "-$1" "-$2" 2>/dev/null || kill "-$1" "$2" 2>/dev/null; }
        end() {
          alive "$1" "$2" || return 0
          signal TERM "$1"
          e_left=$3
          while [ "$e_left" -gt 0 ]; do
            sleep 0.1
            alive "$1" "$2" || return 0
            e_left=$((e_left - 1))
          done
          signal KILL "$1"
          while alive "$1" "$2"; do sleep 0.1; done
        }
        """);

    /// <summary>Sets <c>boot</c>, the node's boot id.</summary>
    public static readonly ShellScript BootId = ShellScript.Of($"read -r boot < /proc/sys/kernel/random/boot_id");
}
