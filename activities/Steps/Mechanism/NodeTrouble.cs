using System.Globalization;
using Pipeline.Activities.Gaudi.Failures;
using Pipeline.Activities.Nodes.Pool;
using Pipeline.Activities.Nodes.Shells;

namespace Pipeline.Activities.Steps.Mechanism;

/// <summary>
/// Looks for the cause behind a failure that no log tells: a node that was started anew while the step ran, or is gone, took
/// Ray, its container and its ports' state with it, and what complains of that may run on another node. A node's uptime is
/// compared with the time since the step began, so no two clocks are compared.
/// </summary>
internal static class NodeTrouble
{
    private static readonly ShellCommand Uptime = new(ShellScript.Of($"read -r up idle < /proc/uptime; echo $up"));
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>Whether a node can be behind a failure: neither behind a cancellation nor behind a fault in what was asked for.</summary>
    public static bool MayExplain(FailureKind kind, bool jobsRan) => kind != FailureKind.Cancelled && (jobsRan || kind.MayPass());

    /// <summary>The failure with the nodes' trouble as its cause, and whether a node was started anew; as it was when there is none.</summary>
    /// <param name="failed">The failure.</param>
    /// <param name="pool">The nodes.</param>
    /// <param name="names">The run's nodes.</param>
    /// <param name="since">How long ago the step began.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public static async Task<(StepVerdict.Failed Failed, bool Rebooted)> ExplainAsync(
        StepVerdict.Failed failed, INodePool pool, IReadOnlyList<string> names, TimeSpan since, CancellationToken cancellationToken)
    {
        var looks = await Task.WhenAll(names.Select(name => LookAsync(pool, name, cancellationToken)));
        var rebooted = looks.Where(l => l.Up < since).Select(l => l.Node).ToList();
        if (rebooted.Count > 0)
            return (Because(
                failed,
                rebooted,
                $"{Are(rebooted, "was", "were")} rebooted while the step ran.",
                "Look there for the reason (journalctl -b -1 -e, the BMC's log). Then 'pipeline retry' sets up again what the reboot ended and goes on at this step."), true);
        var gone = looks.Where(l => l.Fault is not null).ToList();
        // A failure that is about the connection itself says it better.
        return gone.Count == 0 || gone.Any(l => l.Node == failed.Node)
            ? (failed, false)
            : (Because(
                failed,
                [.. gone.Select(l => l.Node)],
                $"{Are([.. gone.Select(l => l.Node)], "is", "are")} out of reach ({gone[0].Fault}).",
                "Bring the node back; then 'pipeline retry' goes on at this step."), false);
    }

    private static StepVerdict.Failed Because(StepVerdict.Failed failed, List<string> nodes, string cause, string remedy) => new(
        new Failure(FailureKind.Lost, nodes.Contains(failed.Node ?? nodes[0]) ? $"{cause} {failed.Failure.Summary}" : $"{cause} On {failed.Node}: {failed.Failure.Summary}", remedy, failed.Failure.Excerpt),
        nodes[0]);

    private static string Are(List<string> nodes, string one, string many) => nodes is [var node] ? $"{node} {one}" : $"{string.Join(", ", nodes)} {many}";

    private static async Task<(string Node, TimeSpan? Up, string? Fault)> LookAsync(INodePool pool, string node, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            var result = await pool.Shell(node).RunAsync(Uptime, limit.Token);
            return (node, double.TryParse(result.Output, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds) : null, null);
        }
        catch (ShellException e)
        {
            return (node, null, e.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (node, null, $"it did not answer within {Patience.TotalSeconds:0} s");
        }
    }
}
