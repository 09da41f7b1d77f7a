using Pipeline.Activities.Nodes.Shells;

namespace Pipeline.Activities.Nodes.Jobs;

/// <summary>
/// The process that is the job: it claims the job folder for itself, runs the script and writes down how it ended. It
/// leads a session of its own and outlives the connection that started it.
/// </summary>
internal static class RunnerScript
{
    /// <summary>
    /// <c>finish FOLDER CODE</c> writes the exit code by rename, unless there is one. While the disk is full it tries again
    /// for ten minutes: a job that ended well should not count as lost for want of four bytes.
    /// </summary>
    private static readonly ShellScript Finish = ShellScript.Of($$"""
        finish() {
          f_left=120
          while [ ! -e "$1/exit" ] && [ "$f_left" -gt 0 ]; do
            { echo "$2" > "$1/.exit.$$" && mv -f "$1/.exit.$$" "$1/exit"; } && return 0
            f_left=$((f_left - 1))
            sleep 5
          done
        }
        """);

    /// <summary>
    /// Runs in the container. Its process id there is what a signal needs, since ending <c>docker exec</c> leaves the
    /// process inside running; the exit code is written here too, because the client may die before it learns it.
    /// </summary>
    private static readonly ShellScript Inside = ShellScript.Of($$"""
        {{ProcScript.Functions}}
        {{Finish}}
        d=$1
        trap : TERM INT HUP
        proc $$
        { echo "$$ $p_started" > "$d/.inside" && mv -f "$d/.inside" "$d/inside"; } || {
          echo "The container cannot write $d: is the workspace mounted there at the same path, and may its user write (root_squash)?" >&2
          exit 1
        }
        [ -e "$d/ended" ] && exit 143
        sh "$d/script"
        code=$?
        finish "$d" "$code"
        exit "$code"
        """);

    /// <summary>Runs in the container and says whether the job is <c>alive</c> there or <c>gone</c>.</summary>
    private static readonly ShellScript InsideLives = ShellScript.Of($$"""
        {{ProcScript.Functions}}
        read -r pid started < "$1/inside"
        if alive "$pid" "$started"; then echo alive; else echo gone; fi
        """);

    /// <summary>
    /// Arguments: job folder, node, container (empty for the node itself). Standard error carries what goes wrong before
    /// the claim; it is closed with the claim. TERM and its like do not end this process, only the script: somebody has
    /// to stay and write down the exit code.
    /// </summary>
    public static readonly ShellScript Text = ShellScript.Of($$"""
        {{ProcScript.Functions}}
        {{Finish}}
        d=$1 node=$2 container=$3
        trap : TERM INT HUP
        {{ProcScript.BootId}}
        proc $$
        line="$$ $boot $p_started $node $container"
        claim=$d/.claim.$boot.$$
        : >> "$d/log" && echo "$line" > "$claim" || exit 1
        fault=$(ln "$claim" "$d/pid" 2>&1)
        rm -f "$claim"
        { read -r claimed < "$d/pid"; } 2>/dev/null || { echo "$fault" >&2; exit 1; }
        [ "${claimed% }" = "${line% }" ] || exit 0
        exec >> "$d/log" 2>&1
        if [ -e "$d/ended" ]; then
          finish "$d" 143
          exit
        fi
        if [ -z "$container" ]; then
          sh "$d/script"
          finish "$d" $?
          exit
        fi
        docker exec "$container" sh -c {{Inside.Text}} pipeline-job "$d"
        code=$?
        unsure=30
        while [ -e "$d/inside" ] && [ ! -e "$d/exit" ] && [ "$unsure" -gt 0 ]; do
          case $(docker exec "$container" sh -c {{InsideLives.Text}} pipeline-job "$d" 2>&1) in
            alive) unsure=30 ;;
            gone | *"not running"* | *"o such container"*) break ;;
            *) unsure=$((unsure - 1)) ;;
          esac
          sleep 2
        done
        finish "$d" "$code"
        """);
}
