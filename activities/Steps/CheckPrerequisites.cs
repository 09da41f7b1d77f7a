using System.Globalization;
using System.Runtime.CompilerServices;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;
using Pipeline.Activities.Gaudi.Cards;
using Pipeline.Activities.Gaudi.Failures;
using Pipeline.Activities.Nodes.Pool;
using Pipeline.Activities.Nodes.Shells;
using Pipeline.Activities.Steps.Mechanism;

namespace Pipeline.Activities.Steps;

/// <summary>
/// Checks what must hold before anything starts: enough cards of one type on every node, all of them alive and idle, and a
/// workspace that really is the same folder on all nodes: each node writes a file there and reads the others'.
/// All faults are told at once.
/// </summary>
[Activity("Gaudi", "Gaudi", "Checks cards, device types, idle memory, and that all nodes share the workspace and can read the dataset.", DisplayName = "Check prerequisites")]
[FlowNode("Done", FailedOutcome)]
public class CheckPrerequisites : NodeStep
{
    private const string Marker = "pipeline-check";

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

    /// <summary>The device type found: <c>gaudi2</c> or <c>gaudi3</c>.</summary>
    [Output(Description = "The device type found, gaudi2 or gaudi3.")]
    public Output<string> Device { get; set; } = new();

    /// <inheritdoc/>
    protected internal override StepPlan Plan(StepContext context) => StepPlan.Of(
        context.Nodes.Select(n => n.OnHost(Script(context, n)) with { Timeout = TimeSpan.FromMinutes(5) }));

    /// <inheritdoc/>
    protected internal override StepVerdict Judge(StepContext context, IReadOnlyList<JobResult> results)
    {
        var faults = new List<(string Node, Failure Failure)>();
        var devices = new Dictionary<string, DeviceType>();
        var cards = 0;
        foreach (var result in results)
        {
            var (query, checks) = Split(result.Output);
            faults.AddRange(WorkspaceFaults(context, checks).Select(f => (result.Job.Node, f)));
            var node = context.Nodes.First(n => n.Name == result.Job.Node);
            if (!HlSmi.Parse(query, ExitCodeOf(checks), node.Cards).Succeeded(out var listing, out var failure))
            {
                faults.Add((node.Name, failure));
                continue;
            }

            cards += listing.Cards.Count;
            if (listing.Device is { } device)
                devices[node.Name] = device;
            faults.AddRange(CardFaults(listing).Select(f => (node.Name, f)));
        }

        if (devices.Values.Distinct().Count() > 1)
            faults.Add(("", new Failure(
                FailureKind.Configuration,
                $"The nodes have different devices: {string.Join(", ", devices.Select(d => $"{d.Key} {d.Value}"))}.",
                "Calibrate on nodes of one device type, the one that will serve: scales of one must not be used on another.")));
        if (faults.Count == 0 && cards < Needed(context))
            faults.Add(("", new Failure(FailureKind.Configuration, $"The nodes hold {cards} cards, {Needed(context)} are needed.", "Lease more nodes or lower the tensor parallelism.")));
        if (faults.Count > 0)
            return Together(faults);

        var found = devices.Values.First().Name;
        return new StepVerdict.Success("Done", $"{cards} {found} cards on {context.Nodes.Count} node{(context.Nodes.Count == 1 ? "" : "s")}", context.Session with { Device = found })
        {
            Outputs = new Dictionary<string, object?> { [nameof(Device)] = found },
        };
    }

    /// <inheritdoc/>
    protected internal override StepVerdict.Success Expect(StepContext context)
    {
        var device = context.DeviceType.Name;
        return new StepVerdict.Success("Done", "all nodes are ready", context.Session with { Device = device })
        {
            Outputs = new Dictionary<string, object?> { [nameof(Device)] = device },
        };
    }

    private int Needed(StepContext context) => Math.Max(context.Get(Cards), context.Get(ServingCards));

    private ShellScript Script(StepContext context, NodeDefinition node)
    {
        var folder = $"{context.Layout.Run}/check-{context.Visit.ToString(CultureInfo.InvariantCulture)}-{context.Attempt.ToString(CultureInfo.InvariantCulture)}";
        var others = context.Nodes.Where(n => n.Name != node.Name).Select(n => n.Name).ToList();
        var query = ShellScript.Command(HlSmi.Command[0], HlSmi.Command.Skip(1));
        var dataset = context.Get(Dataset) is { } file && file.EndsWith(".pkl", StringComparison.Ordinal)
            ? ShellScript.Of($"[ -r {file} ] || echo {Marker} dataset unreadable")
            : ShellScript.Empty;
        var waitForOthers = others.Count == 0
            ? ShellScript.Empty
            : ShellScript.Of(
                $"""
                 for other in {others}; do
                   tries=0
                   while ! grep -qsx {context.RunId} {folder}/"$other" && [ $tries -lt 60 ]; do sleep 1; tries=$((tries + 1)); done
                   [ $tries -lt 60 ] || echo {Marker} unshared "$other"
                 done
                 """);
        return ShellScript.Of(
            $$"""
              {{query}}
              echo {{Marker}} hl-smi $?
              if mkdir -p {{folder}} && echo {{context.RunId}} > {{folder}}/{{node.Name}}; then :; else echo {{Marker}} unwritable; fi
              {{waitForOthers}}
              {{dataset}}
              echo {{Marker}} free "$(df -Pk {{context.Layout.Root}} | awk 'NR==2 {print $4}')"
              """);
    }

    private static (string Query, IReadOnlyList<string[]> Checks) Split(string output)
    {
        var lines = output.Split('\n');
        return (
            string.Join('\n', lines.Where(l => !l.StartsWith(Marker, StringComparison.Ordinal))),
            [.. lines.Where(l => l.StartsWith(Marker, StringComparison.Ordinal)).Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..])]);
    }

    private static int ExitCodeOf(IReadOnlyList<string[]> checks) =>
        checks.FirstOrDefault(c => c is ["hl-smi", _]) is [_, var code] && int.TryParse(code, CultureInfo.InvariantCulture, out var value) ? value : -1;

    private IEnumerable<Failure> WorkspaceFaults(StepContext context, IReadOnlyList<string[]> checks)
    {
        foreach (var check in checks)
        {
            switch (check)
            {
                case ["unwritable"]:
                    yield return new Failure(FailureKind.Configuration, $"The workspace {context.Layout.Root} is not writable.", "Mount the shared file system there, writable for the user that runs the steps (NFS root_squash maps root to nobody).");
                    break;
                case ["unshared", var other]:
                    yield return new Failure(FailureKind.Configuration, $"What {other} writes into {context.Layout.Root} does not arrive here.", "Mount the same NFS export at the same path on all nodes.");
                    break;
                case ["dataset", "unreadable"]:
                    yield return new Failure(FailureKind.Configuration, $"The dataset {context.Get(Dataset)} cannot be read.", "Put it on the shared file system and give its absolute path.");
                    break;
                case ["free", var kib] when long.TryParse(kib, CultureInfo.InvariantCulture, out var free) && free < 2 * 1024 * 1024:
                    yield return new Failure(FailureKind.Configuration, $"Only {free / 1024} MiB are free in {context.Layout.Root}.", "Free at least 2 GiB there.");
                    break;
            }
        }
    }

    private static IEnumerable<Failure> CardFaults(HlSmi listing)
    {
        if (listing.Device is null)
            yield return new Failure(
                FailureKind.Configuration,
                $"The cards are of no known or of different types: {string.Join(", ", listing.Cards.Select(c => c.Name).Distinct())}.",
                "Use nodes whose cards are all Gaudi 2, or all Gaudi 3.");
        if (listing.Busy.ToList() is { Count: > 0 } busy)
            yield return new Failure(
                FailureKind.Transient,
                $"Cards in use by another process: {string.Join(", ", busy.Select(c => $"accel{c.Index} ({c.MemoryUsedMiB} MiB)"))}.",
                "Find the process with `sudo hl-smi` on the host and end it, or wait for it.");
    }

    private static StepVerdict.Failed Together(List<(string Node, Failure Failure)> faults)
    {
        if (faults is [var only])
            return new StepVerdict.Failed(only.Failure, only.Node.Length > 0 ? only.Node : null);
        var kind = faults.Select(f => f.Failure.Kind).Distinct().Count() == 1 ? faults[0].Failure.Kind : FailureKind.Configuration;
        return new StepVerdict.Failed(new Failure(
            kind,
            string.Join(" ", faults.Select(f => f.Node.Length > 0 ? $"{f.Node}: {f.Failure.Summary}" : f.Failure.Summary)),
            string.Join(" ", faults.Select(f => f.Failure.Remedy).Distinct())));
    }
}
