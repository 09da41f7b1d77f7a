using System.Runtime.CompilerServices;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;
using Pipeline.Activities.Gaudi;
using Pipeline.Activities.Gaudi.Failures;
using Pipeline.Activities.Gaudi.Network;
using Pipeline.Activities.Nodes.Pool;
using Pipeline.Activities.Nodes.Shells;
using Pipeline.Activities.Steps.Mechanism;

namespace Pipeline.Activities.Steps;

/// <summary>
/// Finds on every node the network interface that carries the node's address, and settles which file <c>QUANT_CONFIG</c>
/// names. The file must arrive on every node with the same content: that is proved by hash before hours are spent, because
/// the calibration script only sleeps two seconds for it (hazard 38). The environment itself takes effect when Ray starts.
/// </summary>
[Activity("Gaudi", "Gaudi", "Finds each node's network interface and the shared QUANT_CONFIG file, and proves that the file arrives on all nodes.", DisplayName = "Set up environment")]
[FlowNode("Done", FailedOutcome)]
public class SetUpEnvironment : NodeStep
{
    private const string Marker = "pipeline-interfaces";

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
            ? ShellScript.Of($"mkdir -p {context.Layout.Run} && echo {context.RunId} > {config}")
            : ShellScript.Of($"[ -s {config} ]");
        var stages = new List<IEnumerable<StepJob>>
        {
            new[] { context.Head.InContainer(fill) with { Timeout = TimeSpan.FromMinutes(1) } },
            context.Nodes.Select(n => n.InContainer(Look(context, config)) with { Timeout = TimeSpan.FromMinutes(3) }),
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
        var names = new Dictionary<string, string>();
        foreach (var result in results.Where(r => r.Stage == 1))
        {
            if (!result.Succeeded)
                return Verdicts.Failed(
                    FailureKind.Configuration,
                    $"{Config(context)} did not arrive with the head's content within 90 seconds.",
                    "Mount the same NFS export at the same path on all nodes, with actimeo=1 or noac.",
                    result.Job.Node);
            var node = context.Nodes.First(n => n.Name == result.Job.Node);
            if (!InterfaceOf(node, result.Output).Succeeded(out var name, out var failure))
                return new StepVerdict.Failed(failure, node.Name);
            names[node.Name] = name.Interface;
        }

        return results.FirstFailure() ?? (StepVerdict)Done(context, names);
    }

    /// <inheritdoc/>
    protected internal override StepVerdict.Success Expect(StepContext context) =>
        Done(context, context.Nodes.ToDictionary(n => n.Name, n => n.Interface ?? $"<interface of {n.Address}>"));

    private StepVerdict.Success Done(StepContext context, IReadOnlyDictionary<string, string> interfaces) => new(
        "Done",
        $"interfaces {string.Join(", ", interfaces.Select(i => $"{i.Key}={i.Value}"))}; QUANT_CONFIG={Config(context)}",
        context.Session with { Interfaces = interfaces, QuantConfig = Config(context) });

    /// <summary>Waits until the node sees what the head wrote; 90 seconds are more than NFS caches attributes.</summary>
    private ShellScript Look(StepContext context, string config)
    {
        var same = IsBuffer(context)
            ? ShellScript.Of($"grep -qsx {context.RunId} {config}")
            : ShellScript.Of($"[ -s {config} ]");
        return ShellScript.Of(
            $"""
             tries=0
             while ! {same}; do
               [ $tries -lt 90 ] || exit 1
               sleep 1
               tries=$((tries + 1))
             done
             sha256sum {config}
             echo {Marker}
             grep -ls 0x1da3 /sys/class/net/*/device/vendor | cut -d/ -f5
             echo {Marker}
             ip -o -4 addr show
             """);
    }

    private static Reading<InterfaceAddress> InterfaceOf(NodeDefinition node, string output)
    {
        if (node.Interface is { } configured)
            return new InterfaceAddress(configured, node.Address);
        var parts = output.Split(Marker);
        if (!Interfaces.Parse(parts[^1], 0).Succeeded(out var interfaces, out var failure))
            return failure;
        return interfaces.Choose(node.Address, GaudiPorts(parts));
    }

    /// <summary>The names between the two markers: network interfaces whose device is made by Habana (PCI vendor 0x1da3).</summary>
    private static string[] GaudiPorts(string[] parts) =>
        parts.Length > 2 ? parts[1].Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : [];

    private bool IsBuffer(StepContext context) => string.IsNullOrEmpty(context.Get(QuantConfig));

    private string Config(StepContext context) =>
        context.Get(QuantConfig) is { Length: > 0 } config ? config : context.Layout.QuantConfigBuffer;
}
