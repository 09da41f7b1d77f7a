using System.Runtime.CompilerServices;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Pipeline.Activities.Gaudi.Failures;
using Pipeline.Activities.Gaudi.Network;
using Pipeline.Activities.Steps.Mechanism;

namespace Pipeline.Activities.Steps;

/// <summary>
/// Asks every node, on the host and not in the container, whether all network ports of its cards are up. The tool's exit
/// code says nothing; its text is read.
/// </summary>
[Activity("Gaudi", "Gaudi", "Checks on every host that all network ports of the cards are up.", DisplayName = "Check NICs")]
[FlowNode(AllUp, PortsDown, FailedOutcome)]
public class CheckNics : NodeStep
{
    /// <summary>Every port of every card is up.</summary>
    public const string AllUp = "All up";

    /// <summary>Ports are down that a flip may bring up.</summary>
    public const string PortsDown = "Ports down";

    /// <summary>Makes the activity.</summary>
    public CheckNics([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line) { }

    /// <summary>After so many visits that found ports down, the step fails.</summary>
    [Input(DisplayName = "Checks", Description = "After so many checks that find ports down, the step fails instead of asking for another flip.", DefaultValue = 3)]
    public Input<int> Checks { get; set; } = new(3);

    /// <inheritdoc/>
    protected internal override StepPlan Plan(StepContext context) => StepPlan.Of(
        context.Nodes.Select(n => NicTool.Job(context, n, "--status") with { Timeout = TimeSpan.FromMinutes(2) }));

    /// <inheritdoc/>
    protected internal override StepVerdict Judge(StepContext context, IReadOnlyList<JobResult> results)
    {
        var down = new List<(string Node, NicStatus Status)>();
        foreach (var result in results)
        {
            if (!NicStatus.Parse(result.Output, result.Status.ExitCode ?? -1).Succeeded(out var status, out var failure))
                return new StepVerdict.Failed(failure, result.Job.Node);
            if (status.AllUp)
                continue;
            if (!status.Down.Any())
                return new StepVerdict.Failed(status.Judge(result.Job.Node)!, result.Job.Node);
            down.Add((result.Job.Node, status));
        }

        if (down.Count == 0)
            return Expect(context);
        var ports = string.Join("; ", down.Select(d => $"{d.Node}: {d.Status.Summary}"));
        return context.Round < context.Get(Checks)
            ? context.Done(ports, PortsDown)
            : Verdicts.Failed(
                FailureKind.Hardware,
                $"{(context.Round > 1 ? "Ports stay down after a flip" : "Ports are down")}: {ports}.",
                $"{down[0].Status.Judge(down[0].Node)!.Remedy} Then retry the run.",
                down.Count == 1 ? down[0].Node : null);
    }

    /// <inheritdoc/>
    protected internal override StepVerdict.Success Expect(StepContext context) => context.Done("all ports are up", AllUp);
}
