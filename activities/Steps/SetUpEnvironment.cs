using System.Runtime.CompilerServices;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;
using Pipeline.Activities.Gaudi.Failures;
using Pipeline.Activities.Gaudi.Network;
using Pipeline.Activities.Gaudi.Ray;
using Pipeline.Activities.Nodes.Pool;
using Pipeline.Activities.Nodes.Shells;
using Pipeline.Activities.Steps.Mechanism;
using Pipeline.Activities.Steps.Probing;

namespace Pipeline.Activities.Steps;

/// <summary>
/// Finds on every node the network interface that leads to the other nodes, verifies it, and settles which file
/// <c>QUANT_CONFIG</c> names. The file must arrive on every node with the same content: that is proved by hash before hours are spent, because
/// the calibration script only sleeps two seconds for it (hazard 38). The environment itself takes effect when Ray starts.
/// </summary>
[Activity("Gaudi", "Gaudi", "Finds each node's network interface and the shared QUANT_CONFIG file, and proves that the file arrives on all nodes.", DisplayName = "Set up environment")]
[FlowNode("Done", FailedOutcome)]
public class SetUpEnvironment : NodeStep
{
    private const string Hash = "hash";

    /// <summary>Makes the activity.</summary>
    public SetUpEnvironment([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line) { }

    /// <summary>The file that <c>QUANT_CONFIG</c> names; empty = this run's own buffer.</summary>
    [Input(DisplayName = "QUANT_CONFIG", Description = "For serving: the quantization config. Empty, for calibration: this run's own empty buffer file.", UIHint = InputUIHints.SingleLine)]
    public Input<string> QuantConfig { get; set; } = new("");

    /// <inheritdoc/>
    protected internal override StepPlan Plan(StepContext context)
    {
        var config = Config(context);
        var fill = IsBuffer(context)
            ? ShellScript.Of($"mkdir -p {context.Layout.Run} && printf %s {Content(context)} > {config}")
            : ShellScript.Of($"[ -s {config} ]");
        var stages = new List<IEnumerable<StepJob>>
        {
            new[] { context.Head.InContainer(fill) with { Timeout = TimeSpan.FromMinutes(1) } },
            context.Nodes.Select(n => n.InContainer(Look(context, n, config)) with { Timeout = TimeSpan.FromMinutes(5) }),
        };
        if (IsBuffer(context))
            stages.Add([context.Head.InContainer(ShellScript.Of($": > {config}")) with { Timeout = TimeSpan.FromMinutes(1) }]);
        return StepPlan.InOrder(stages);
    }

    /// <inheritdoc/>
    protected internal override StepVerdict Judge(StepContext context, IReadOnlyList<JobResult> results)
    {
        if (results[0] is { Succeeded: false } head)
            return Verdicts.Failed(FailureKind.Configuration, $"{Config(context)} is missing, empty or not writable.", "Check the path and the shared file system.", head.Job.Node);
        var found = new Dictionary<string, InterfaceAddress>();
        var faults = new List<NodeFault>();
        foreach (var result in results.Where(r => r.Stage == 1))
        {
            var node = context.Nodes.First(n => n.Name == result.Job.Node);
            if (!result.Succeeded)
                faults.Add(new NodeFault(node.Name, "QUANT_CONFIG", result.Explain()));
            else if (InterfaceProbe.Read(node, Peers(context, node), result.Output).Succeeded(out var address, out var failure))
                found[node.Name] = address;
            else
                faults.Add(new NodeFault(node.Name, "interface", failure));
        }

        if (faults.Count > 0)
            return FaultTable.Of(faults);
        if (results.Where(r => r.Stage == 1).Select(r => ProbeAnswer.Parse(r.Output)[Hash].Output).Distinct().Skip(1).Any())
            return Verdicts.Failed(FailureKind.Configuration, $"{Config(context)} is not the same file on all nodes.", "Mount the same NFS export at the same path on all nodes, with actimeo=1 or noac.");
        return results.FirstFailure() ?? (StepVerdict)Done(context, found);
    }

    /// <inheritdoc/>
    protected internal override StepVerdict.Success Expect(StepContext context) =>
        Done(context, context.Nodes.ToDictionary(n => n.Name, n => new InterfaceAddress(n.Interface ?? $"<interface of {n.Address}>", n.Address)));

    private StepVerdict.Success Done(StepContext context, IReadOnlyDictionary<string, InterfaceAddress> found)
    {
        // vLLM gives its workers the head's names.
        var differ = found.Values.Select(f => f.Interface).Distinct().Skip(1).Any() ? " (the names differ: vLLM passes the head's on to its workers)" : "";
        return new StepVerdict.Success(
            "Done",
            $"interfaces {string.Join(", ", found.Select(i => $"{i.Key}={i.Value.Interface} {i.Value.Address}"))}{differ}; QUANT_CONFIG={Config(context)}",
            context.Session with
            {
                Interfaces = found.ToDictionary(f => f.Key, f => f.Value.Interface),
                Addresses = found.ToDictionary(f => f.Key, f => f.Value.Address),
                QuantConfig = Config(context),
            });
    }

    /// <summary>Waits until the node sees what the head wrote, then looks at the network.</summary>
    private ShellScript Look(StepContext context, NodeDefinition node, string config) => ShellScript.Lines(
        IsBuffer(context) ? Arrival.Of(config, TextHash.Of(Content(context))) : Arrival.OfAny(config),
        InterfaceProbe.Script(Peers(context, node), RayStart.DefaultPort),
        NodeProbe.Section(Hash, ShellScript.Of($"sha256sum < {config}")));

    private static string Content(StepContext context) => $"{context.RunId}\n";

    private static IReadOnlyList<NodeDefinition> Peers(StepContext context, NodeDefinition node) => [.. context.Nodes.Where(n => n.Name != node.Name)];

    private bool IsBuffer(StepContext context) => string.IsNullOrEmpty(context.Get(QuantConfig));

    private string Config(StepContext context) =>
        context.Get(QuantConfig) is { Length: > 0 } config ? config : context.Layout.QuantConfigBuffer;
}
