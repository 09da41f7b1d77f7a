using Pipeline.Activities.Nodes.Jobs;
using Pipeline.Activities.Nodes.Shells;

namespace Pipeline.Activities.Steps.Mechanism;

/// <summary>
/// Tells Ray's daemons of this product from those of somebody else, by a variable that they inherited from the
/// <c>ray start</c> of a run. <c>ray stop</c> makes no such difference: it ends every Ray process that it may. A zombie is no
/// process of Ray any more: where the first process of a container reaps nothing, it stays for as long as the container.
/// </summary>
internal static class RayProcesses
{
    /// <summary>The variable; its value is the run.</summary>
    public const string Mark = "PIPELINE_RUN";

    // The brackets keep a shell that holds the pattern from being found by it.
    private const string Daemons = "[g]cs_server|[r]aylet", Workers = "[r]ay::", Helpers = "[r]ay[/.](_private|autoscaler|dashboard|util)";

    /// <summary>
    /// Shell functions. <c>ray_daemons</c> prints the process ids of Ray's daemons, <c>foreign_ray</c> of those that no run
    /// started. <c>stop_ray</c> ends Ray, <c>stop_own_ray</c> only what a run started; both wait until no process of it
    /// is left. Without <c>pgrep</c> on the node nothing is known to be foreign or left.
    /// </summary>
    public static ShellScript Functions => ShellScript.Of(
        $$"""
          {{ProcScript.Living}}
          ray_processes() {
            for pid in $(command -v pgrep > /dev/null 2>&1 && pgrep -f "$1"); do
              ! living "$pid" || echo "$pid"
            done
          }
          of_a_run() { { tr '\0' '\n' < /proc/"$1"/environ; } 2>/dev/null | grep -q {{$"^{Mark}="}}; }
          ray_daemons() { ray_processes {{Daemons}}; }
          foreign_ray() {
            for pid in $(ray_daemons); do
              of_a_run "$pid" || ! living "$pid" || echo "$pid"
            done
          }
          any_ray() { ray_processes {{$"{Daemons}|{Workers}"}}; }
          own_ray() {
            for pid in $(ray_processes {{$"{Daemons}|{Workers}|{Helpers}"}}); do
              ! of_a_run "$pid" || echo "$pid"
            done
          }
          none_left() {
            tries=0
            while left=$("$1"); [ -n "$left" ]; do
              [ $tries -lt 30 ] || { echo pipeline: Ray processes stay: $left >&2; return 1; }
              sleep 1
              tries=$((tries + 1))
            done
          }
          stop_ray() {
            command -v ray > /dev/null 2>&1 || return 0
            ray stop --force
            none_left any_ray
          }
          stop_own_ray() {
            own=$(own_ray)
            [ -z "$own" ] || kill -KILL $own
            none_left own_ray
          }
          """);
}
