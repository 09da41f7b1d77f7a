using System.Globalization;
using System.Runtime.CompilerServices;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;
using Pipeline.Activities.Gaudi.Failures;
using Pipeline.Activities.Gaudi.Install;
using Pipeline.Activities.Nodes.Pool;
using Pipeline.Activities.Nodes.Shells;
using Pipeline.Activities.Steps.Mechanism;
using Pipeline.Activities.Steps.Probing;

namespace Pipeline.Activities.Steps;

/// <summary>
/// Checks what must hold before anything starts: enough cards of one type on every node, all of them alive and idle, their
/// links up, drivers, images and software equal, and a workspace that really is the same folder on all nodes: each node
/// writes a file there and reads the others', compared by hash. All faults are told at once.
/// </summary>
[Activity("Gaudi", "Gaudi", "Checks cards, links, versions, idle memory and space, and that all nodes share the workspace and can read the dataset.", DisplayName = "Check prerequisites")]
[FlowNode("Done", FailedOutcome)]
public class CheckPrerequisites : NodeStep
{
    /// <summary>Makes the activity.</summary>
    public CheckPrerequisites([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line) { }

    /// <summary>Cards needed in total.</summary>
    [Input(DisplayName = "Cards", Description = "Cards needed in total, all of one type.", DefaultValue = 8)]
    public Input<int> Cards { get; set; } = new(8);

    /// <summary>Cards needed for serving on the same nodes afterwards.</summary>
    [Input(DisplayName = "Serving cards", Description = "Cards needed for serving afterwards. The larger of the two numbers counts.", DefaultValue = 0)]
    public Input<int> ServingCards { get; set; } = new(0);

    /// <summary>A dataset file that every node must be able to read; a name of a dataset is not checked.</summary>
    [Input(DisplayName = "Dataset", Description = "A .pkl file that every node must be able to read. A dataset name is not checked.", UIHint = InputUIHints.SingleLine)]
    public Input<string> Dataset { get; set; } = new("");

    /// <summary>Whether vLLM and its plugin are installed by a later step, so that their versions may differ now.</summary>
    [Input(DisplayName = "Before installing", Description = "vLLM and its plugin are installed by a later step, so their versions may differ now.", UIHint = InputUIHints.Checkbox)]
    public Input<bool> BeforeInstalling { get; set; } = new(false);

    /// <summary>The device type found: <c>gaudi2</c> or <c>gaudi3</c>.</summary>
    [Output(Description = "The device type found, gaudi2 or gaudi3.")]
    public Output<string> Device { get; set; } = new();

    /// <inheritdoc/>
    protected internal override StepPlan Plan(StepContext context) => StepPlan.Of(
        context.Nodes.Select(n => n.OnHost(Script(context, n)) with { Timeout = TimeSpan.FromMinutes(5) }));

    /// <inheritdoc/>
    protected internal override StepVerdict Judge(StepContext context, IReadOnlyList<JobResult> results)
    {
        var nodes = results.Select(r => NodeFacts.Read(context.Nodes.First(n => n.Name == r.Job.Node), r.Output)).ToList();
        List<NodeFault> faults =
        [
            .. results.Zip(nodes).SelectMany(x => Folder(context).Faults(x.Second.Node, ProbeAnswer.Parse(x.First.Output), context.Layout.Root)),
            .. nodes.SelectMany(FactFaults.Of),
            .. PoolFaults.Of(nodes, context.Get(BeforeInstalling) ? [SoftwareVersions.Python, SoftwareVersions.Ray, SoftwareVersions.Inc] : SoftwareVersions.Names),
        ];
        var cards = nodes.Sum(n => n.Cards.Value?.Cards.Count ?? 0);
        var needed = Math.Max(context.Get(Cards), context.Get(ServingCards));
        if (faults.Count == 0 && cards < needed)
            faults.Add(new NodeFault(null, "cards", new Failure(FailureKind.Configuration, $"The nodes hold {cards} cards, {needed} are needed.", "Lease more nodes or lower the tensor parallelism.")));
        if (faults.Count > 0)
            return FaultTable.Of(faults);

        var found = nodes[0].Cards.Value!.Device!.Name;
        var ports = nodes.Where(n => n.Nics.Value is { AllUp: false }).Select(n => $"{n.Node.Name}: {n.Nics.Value!.Summary}").ToList();
        var summary = $"{cards} {found} cards on {context.Nodes.Count} node{(context.Nodes.Count == 1 ? "" : "s")}, driver {nodes[0].Driver}";
        return Found(context, found, ports.Count == 0 ? summary : $"{summary}; external ports to be flipped: {string.Join("; ", ports)}");
    }

    /// <inheritdoc/>
    protected internal override StepVerdict.Success Expect(StepContext context) => Found(context, context.DeviceType.Name, "all nodes are ready");

    private static StepVerdict.Success Found(StepContext context, string device, string summary) =>
        new("Done", summary, context.Session with { Device = device })
        {
            Outputs = new Dictionary<string, object?> { [nameof(Device)] = device },
        };

    private ShellScript Script(StepContext context, NodeDefinition node)
    {
        var folder = Folder(context);
        return ShellScript.Lines(
            NodeProbe.Prelude,
            folder.Write(node),
            NodeProbe.Body(node, context.Layout.Root),
            folder.Read(node, context.Nodes.Where(n => n.Name != node.Name).Select(n => n.Name)));
    }

    private SharedFolderProbe Folder(StepContext context) => new(
        $"{context.Layout.Run}/check-{context.Visit.ToString(CultureInfo.InvariantCulture)}-{context.Attempt.ToString(CultureInfo.InvariantCulture)}",
        context.RunId,
        context.Get(Dataset) is { } file && file.EndsWith(".pkl", StringComparison.Ordinal) ? file : null);
}
