using Pipeline.Activities.Nodes.Shells;

namespace Pipeline.Activities.Nodes.Jobs;

/// <summary>
/// Ends a job. The reason is written to <c>ended</c> before the first signal, so that whoever reads the job's state sees
/// why it ended; the first reason stands. A job that never started is claimed instead, so that it never will.
/// </summary>
internal static class CancelScript
{
    /// <summary>The words of <c>ended</c>.</summary>
    public const string Cancelled = "cancelled", TimedOut = "timed-out";

    private static readonly ShellScript EndInside = ShellScript.Of($$"""
        {{ProcScript.Functions}}
        read -r pid started < "$1/inside" && end "$pid" "$started" "$2"
        """);

    /// <summary>
    /// Arguments: job folder, process, its start time, tenths of a second of grace, container. It runs in a session of its
    /// own, so that KILL follows TERM also when the connection breaks in between. In a container the script is ended
    /// there; the process outside then ends by itself.
    /// </summary>
    private static readonly ShellScript Ender = ShellScript.Of($$"""
        {{ProcScript.Functions}}
        d=$1 pid=$2 started=$3 tenths=$4 container=$5
        if [ -n "$container" ] && [ -e "$d/inside" ]; then
          docker exec "$container" sh -c {{EndInside.Text}} pipeline-end "$d" "$tenths"
          tenths=50
          while [ "$tenths" -gt 0 ] && alive "$pid" "$started"; do
            sleep 0.1
            tenths=$((tenths - 1))
          done
        fi
        end "$pid" "$started" "$tenths"
        """);

    /// <param name="folder">The job folder.</param>
    /// <param name="node">The node's name.</param>
    /// <param name="word"><see cref="Cancelled"/> or <see cref="TimedOut"/>.</param>
    /// <param name="reason">One line for the user; may be empty.</param>
    /// <param name="grace">Time between TERM and KILL.</param>
    public static ShellScript Of(string folder, string node, string word, string reason, TimeSpan grace) => ShellScript.Of($$"""
        {{ProcScript.Functions}}
        d={{folder}}
        [ -e "$d/exit" ] && exit 0
        mkdir -p "$d" || exit 1
        {{ProcScript.BootId}}
        own=$d/.end.$boot.$$
        if [ ! -e "$d/pid" ]; then
          echo "- $boot 0" {{node}} > "$own" && ln "$own" "$d/pid" 2>/dev/null
          rm -f "$own"
        fi
        read -r pid its_boot started its_node container < "$d/pid" || exit 1
        if [ "$pid" != - ]; then
          [ "$its_boot" = "$boot" ] && alive "$pid" "$started" || exit 0
        fi
        printf '%s %s\n' {{word}} {{reason}} > "$own" && ln "$own" "$d/ended" 2>/dev/null
        rm -f "$own"
        [ "$pid" = - ] && exit 0
        setsid sh -c {{Ender.Text}} pipeline-end "$d" "$pid" "$started" {{(long)Math.Ceiling(grace.TotalSeconds * 10)}} "$container" < /dev/null > /dev/null 2>&1 &
        wait $!
        """);
}
