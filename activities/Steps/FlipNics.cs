using System.Runtime.CompilerServices;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Pipeline.Activities.Nodes.Shells;
using Pipeline.Activities.Steps.Mechanism;

namespace Pipeline.Activities.Steps;

/// <summary>
/// Takes all ports of every node down, then up, and gives them a minute to settle, less when they are up sooner. Both ends
/// of a cable go down together, so all nodes are flipped, one direction after the other.
/// </summary>
[Activity("Gaudi", "Gaudi", "Takes the cards' network ports down and up again on every host and lets them settle.", DisplayName = "Flip NICs")]
[FlowNode("Done", FailedOutcome)]
public class FlipNics : NodeStep
{
    /// <summary>Makes the activity.</summary>
    public FlipNics([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line) { }

    /// <summary>Longest time to wait for the ports.</summary>
    [Input(DisplayName = "Settle seconds", Description = "Longest time, in seconds, to wait for the ports after the flip.", DefaultValue = 60)]
    public Input<int> SettleSeconds { get; set; } = new(60);

    /// <inheritdoc/>
    protected internal override StepPlan Plan(StepContext context)
    {
        var settle = context.Get(SettleSeconds);
        return StepPlan.InOrder(
            context.Nodes.Select(n => NicTool.Job(context, n, "--down") with { Timeout = TimeSpan.FromMinutes(5) }),
            context.Nodes.Select(n => NicTool.Job(context, n, "--up") with { Timeout = TimeSpan.FromMinutes(5) }),
            context.Nodes.Select(n => NicTool.Job(context, n, tool => Settle(tool, settle)) with { Timeout = TimeSpan.FromSeconds(settle + 120) }));
    }

    /// <inheritdoc/>
    protected internal override StepVerdict.Success Expect(StepContext context) => context.Done("all ports were taken down and up");

    private static ShellScript Settle(ShellScript tool, int seconds) => ShellScript.Of(
        $"""
         waited=0
         while [ $waited -lt {seconds} ]; do
           {tool} --status | grep -q 'ports down' || exit 0
           sleep 2
           waited=$((waited + 2))
         done
         """);
}
