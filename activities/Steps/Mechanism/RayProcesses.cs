using Pipeline.Activities.Nodes.Shells;

namespace Pipeline.Activities.Steps.Mechanism;

/// <summary>
/// Tells Ray's daemons of this product from those of somebody else, by a variable that they inherited from the
/// <c>ray start</c> of a run. <c>ray stop</c> makes no such difference: it ends every Ray process that it may.
/// </summary>
internal static class RayProcesses
{
    /// <summary>The variable; its value is the run.</summary>
    public const string Mark = "PIPELINE_RUN";

    /// <summary>
    /// Shell functions. <c>foreign_ray</c> prints the process ids of daemons that no run started; <c>stop_ray</c> ends Ray
    /// and waits until no process of it is left. Without <c>pgrep</c> on the node nothing is known to be foreign or left.
    /// </summary>
    public static ShellScript Functions => ShellScript.Of(
        $$"""
          ray_processes() { command -v pgrep > /dev/null 2>&1 && pgrep -f "$1"; }
          foreign_ray() {
            for pid in $(ray_processes '[g]cs_server|[r]aylet'); do
              tr '\0' '\n' < /proc/"$pid"/environ 2>/dev/null | grep -q {{$"^{Mark}="}} || echo "$pid"
            done
          }
          stop_ray() {
            command -v ray > /dev/null 2>&1 || return 0
            ray stop --force
            tries=0
            while left=$(ray_processes '[g]cs_server|[r]aylet|[r]ay::'); do
              [ $tries -lt 30 ] || { echo pipeline: Ray processes stay: $left >&2; return 1; }
              sleep 1
              tries=$((tries + 1))
            done
          }
          """);
}
