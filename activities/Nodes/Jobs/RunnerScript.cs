using Pipeline.Activities.Nodes.Shells;

namespace Pipeline.Activities.Nodes.Jobs;

/// <summary>
/// The process that is the job: it claims the job folder for itself, runs the script and writes down how it ended. It
/// leads a session of its own and outlives the connection that started it.
/// </summary>
internal static class RunnerScript
{
    /// <summary>
    /// The file <c>run</c> of a job folder; arguments: job folder, node, container (empty for the node itself).
    /// <list type="bullet">
    /// <item>Standard error carries what goes wrong before the claim, and is closed with the claim.</item>
    /// <item>TERM and its like end the script, not this process: somebody has to stay and write down the exit code.</item>
    /// <item>The exit code is written by rename, once, into a file that got its room on the disk before the script began:
    /// a job that ended well should not count as lost because it, or another, filled the disk. Where overwriting takes room
    /// too (copy-on-write file systems), or the disk is read-only for a while, it is tried again for ten minutes. What is
    /// written is synced, since NFS tells a full disk no earlier.</item>
    /// <item>A script that failed while there was no room for its last words gets <c>full</c> beside its exit code:
    /// by the system's own words, since a disk may refuse a write for other reasons too.</item>
    /// <item>With <c>inside</c> or <c>lives</c> before the folder, this is the part that runs in the container. The process
    /// id there is what a signal needs, since the end of <c>docker exec</c> does not end the process inside; log and exit code
    /// are written there too, because the client may die before it learns them, or hand output on after the end was told.</item>
    /// </list>
    /// </summary>
    public static readonly ShellScript Text = ShellScript.Of($$"""
        {{ProcScript.Functions}}
        is_full() {
          f_said=$(LC_ALL=C dd if=/dev/zero of="$d/.room.$$" bs=8192 count=1 conv=fsync 2>&1)
          rm -f "$d/.room.$$"
          case $f_said in *': No space left on device'* | *': Disk quota exceeded'* | *': Quota exceeded'*) ;; *) return 1 ;; esac
        }
        finish() {
          f_left=120 f_why=
          [ "$1" -eq 0 ] || ! is_full || f_why={{ReadScript.DiskFull}}
          while [ -d "$d" ] && [ ! -e "$d/exit" ] && [ "$f_left" -gt 0 ]; do
            { printf '%-15s\n' "$1 $f_why" 1<> "$d/.exit" && sync "$d/.exit" && mv -f "$d/.exit" "$d/exit"; } 2>/dev/null && return 0
            { echo "$1 $f_why" > "$d/.exit.$$" && sync "$d/.exit.$$" && mv -f "$d/.exit.$$" "$d/exit"; } && return 0
            f_left=$((f_left - 1))
            sleep 5
          done
        }
        claim() {
          {{ProcScript.BootId}}
          proc $$
          mine="$$ $boot $p_started $node $container" own=$d/.claim.$boot.$$
          : >> "$d/log" && printf '%15s\n' '' > "$own.exit" && sync "$own.exit" && echo "$mine" > "$own" || exit 1
          fault=$(ln "$own" "$d/pid" 2>&1)
          rm -f "$own"
          { read -r claimed < "$d/pid"; } 2>/dev/null || { echo "$fault" >&2; exit 1; }
          if [ "${claimed% }" != "${mine% }" ]; then
            rm -f "$own.exit"
            exit 0
          fi
          mv -f "$own.exit" "$d/.exit"
          exec >> "$d/log" 2>&1
        }
        run_inside() {
          proc $$
          [ "$p_group" = $$ ] || exec setsid sh "$d/run" inside "$d"
          exec >> "$d/log" 2>&1
          echo "$$ $p_started" > "$d/.inside" && mv -f "$d/.inside" "$d/inside" || exit 1
          [ -e "$d/ended" ] && exit 143
          sh "$d/script"
          code=$?
          finish "$code"
          exit "$code"
        }
        lives() {
          read -r pid started < "$d/inside" || exit 1
          if alive "$pid" "$started"; then echo alive; else echo gone; fi
        }
        run_in_container() {
          docker exec "$container" sh "$d/run" inside "$d"
          code=$?
          [ -e "$d/inside" ] || echo "The script did not start in the container $container. Does it run, is $d mounted there at the same path, and may its user write there (root_squash)?"
          unsure=30
          while [ -e "$d/inside" ] && [ ! -e "$d/exit" ] && [ "$unsure" -gt 0 ]; do
            case $(docker exec "$container" sh "$d/run" lives "$d" 2>&1) in
              alive) unsure=30 ;;
              gone | *"not running"* | *"o such container"*) break ;;
              *) unsure=$((unsure - 1)) ;;
            esac
            sleep 2
          done
          finish "$code"
        }
        trap : TERM INT HUP
        case $1 in
          inside) d=$2; run_inside ;;
          lives) d=$2; lives; exit ;;
        esac
        d=$1 node=$2 container=$3
        claim
        if [ -e "$d/ended" ]; then
          finish 143
        elif [ -n "$container" ]; then
          run_in_container
        else
          sh "$d/script"
          finish $?
        fi
        """);
}
