using System.Net;
using System.Runtime.CompilerServices;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Pipeline.Activities.Gaudi.Failures;
using Pipeline.Activities.Gaudi.Install;
using Pipeline.Activities.Gaudi.Ray;
using Pipeline.Activities.Nodes.Shells;
using Pipeline.Activities.Steps.Mechanism;
using Pipeline.Activities.Steps.Probing;

namespace Pipeline.Activities.Steps;

/// <summary>
/// Starts the Ray cluster over the run's nodes: versions are compared, what an earlier run left is stopped, then the head, then the others,
/// then the cluster must hold enough free cards. Ray's processes inherit the environment of <c>ray start</c>, so the
/// environment of the step before is set here; <c>QUANT_CONFIG</c> reaches the workers on no other way.
/// </summary>
[Activity("Gaudi", "Gaudi", "Starts Ray on the head and the other nodes, with the calibration environment, and counts the cards.", DisplayName = "Start Ray")]
[FlowNode("Done", FailedOutcome)]
public class StartRay : NodeStep
{
    /// <summary>Makes the activity.</summary>
    public StartRay([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line) { }

    /// <summary>Cards that the cluster must offer.</summary>
    [Input(DisplayName = "Cards", Description = "Cards that the cluster must hold, all of them free.", DefaultValue = 16)]
    public Input<int> Cards { get; set; } = new(16);

    /// <summary>Port of Ray's head.</summary>
    [Input(DisplayName = "Port", Description = "Port of Ray's head.", DefaultValue = 6379)]
    public Input<int> Port { get; set; } = new(6379);

    /// <inheritdoc/>
    protected internal override StepPlan Plan(StepContext context)
    {
        var port = context.Get(Port);
        var limit = TimeSpan.FromMinutes(5);
        return StepPlan.InOrder(
            context.Nodes.Select(n => n.InContainer(SoftwareProbe.Script) with { Timeout = limit }),
            context.Nodes.Select(n => n.InContainer(Clear) with { Timeout = limit }),
            [
                context.Head.InContainer(Command(RayStart.Head(context.AddressOf(context.Head), port))) with
                {
                    Environment = RayEnvironment.Of(context, context.Head),
                    Timeout = limit,
                },
            ],
            context.Nodes.Skip(1).Select(n => n.InContainer(Command(RayStart.Worker(context.AddressOf(context.Head), context.AddressOf(n), port))) with
            {
                Environment = RayEnvironment.Of(context, n),
                Timeout = limit,
            }),
            [context.Head.InContainer(WaitForCards(context.Get(Cards), context.Nodes.Count)) with { Timeout = limit }]);
    }

    /// <inheritdoc/>
    protected internal override StepVerdict Judge(StepContext context, IReadOnlyList<JobResult> results)
    {
        List<NodeFault> faults =
        [
            .. VersionFaults(results),
            .. results.Where(r => r is { Stage: 1, Succeeded: false }).Select(r => new NodeFault(r.Job.Node, "ray", r.Explain())),
        ];
        if (faults.Count > 0)
            return FaultTable.Of(faults);
        foreach (var start in results.Where(r => r.Job.Script.Text.StartsWith("ray start", StringComparison.Ordinal)))
        {
            if (!RayStart.Parse(start.Output, start.Status.ExitCode ?? -1).Succeeded(out var started, out var failure))
                return new StepVerdict.Failed(failure, start.Job.Node);
            var wanted = context.AddressOf(context.Nodes.First(n => n.Name == start.Job.Node));
            if (IPAddress.TryParse(wanted, out _) && started.NodeAddress != wanted)
                return Verdicts.Failed(
                    FailureKind.Configuration,
                    $"Ray took the address {started.NodeAddress}, not {wanted}.",
                    "Name the interface in the node's configuration (Interface), and see that RAY_NODE_IP_ADDRESS or the like is not set.",
                    start.Job.Node);
        }

        if (results.FirstFailure() is { } failed)
            return failed;
        var last = results[^1];
        if (!RayStatus.Parse(last.Output, last.Status.ExitCode ?? -1).Succeeded(out var cluster, out var trouble))
            return new StepVerdict.Failed(trouble, last.Job.Node);
        if (cluster.Judge(context.Get(Cards), context.Nodes.Count) is { } shortage)
            return new StepVerdict.Failed(shortage, context.Head.Name);
        return Expect(context);
    }

    /// <inheritdoc/>
    protected internal override StepVerdict.Success Expect(StepContext context) =>
        context.Done($"Ray holds {context.Get(Cards)} cards on {context.Nodes.Count} nodes");

    /// <inheritdoc/>
    protected internal override RunSession Begin(StepContext context) => context.Session with { RayStarted = true };

    /// <summary>What the ranks need in equal versions; the last chance to see a difference before hours are spent.</summary>
    private static List<NodeFault> VersionFaults(IReadOnlyList<JobResult> results)
    {
        var faults = new List<NodeFault>();
        var nodes = new Dictionary<string, SoftwareVersions>();
        foreach (var result in results.Where(r => r.Stage == 0))
        {
            if (SoftwareVersions.Parse(result.Output).Succeeded(out var versions, out var failure))
                nodes[result.Job.Node] = versions;
            else
                faults.Add(new NodeFault(result.Job.Node, "software", failure));
        }

        faults.AddRange(SoftwareVersions.Differences(nodes, SoftwareVersions.Names, required: true).Select(f => new NodeFault(null, "versions", f)));
        return faults;
    }

    /// <summary>Ends what an earlier run left, but not the Ray of somebody else.</summary>
    private static ShellScript Clear => ShellScript.Of(
        $$"""
          {{RayProcesses.Functions}}
          foreign=$(foreign_ray)
          [ -z "$foreign" ] || { echo pipeline: foreign Ray processes: $foreign >&2; exit 1; }
          stop_ray
          """);

    private static ShellScript Command(IReadOnlyList<string> words) => ShellScript.Command(words[0], words.Skip(1));

    /// <summary>A worker joins within seconds, or late when its node is busy; its cards may appear in the status later still.</summary>
    private static ShellScript WaitForCards(int cards, int nodes) => ShellScript.Of(
        $$"""
          tries=0
          while [ $tries -lt 60 ]; do
            status=$(ray status) || { echo "$status"; exit 1; }
            total=$(echo "$status" | sed -n 's|^ *[0-9.]*/\([0-9]*\)[0-9.]* HPU.*|\1|p')
            joined=$(echo "$status" | sed '/^Pending/,$d' | grep -c '^ *[0-9][0-9]* node_')
            [ "${total:-0}" -ge {{cards}} ] && [ "$joined" -ge {{nodes}} ] && break
            sleep 2
            tries=$((tries + 1))
          done
          echo "$status"
          """);
}
