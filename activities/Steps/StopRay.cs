using System.Runtime.CompilerServices;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Attributes;
using Pipeline.Activities.Nodes.Shells;
using Pipeline.Activities.Steps.Mechanism;

namespace Pipeline.Activities.Steps;

/// <summary>Stops Ray on every node where this run started it. Does nothing when it did not.</summary>
[Activity("Gaudi", "Gaudi", "Stops Ray on every node of the run.", DisplayName = "Stop Ray")]
[FlowNode("Done", FailedOutcome)]
public class StopRay : NodeStep
{
    /// <summary>Makes the activity.</summary>
    public StopRay([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line) { }

    /// <inheritdoc/>
    protected internal override StepPlan Plan(StepContext context) =>
        context.Session.RayStarted
            ? StepPlan.Of(context.Nodes.Reverse().Select(n => n.InContainer(Command) with { Timeout = TimeSpan.FromMinutes(2) }))
            : StepPlan.Nothing;

    /// <inheritdoc/>
    protected internal override StepVerdict.Success Expect(StepContext context) => new(
        "Done",
        context.Session.RayStarted ? "Ray is stopped on all nodes" : "Ray was not started",
        context.Session with { RayStarted = false });

    /// <summary>What stops Ray on a node. Where somebody else's runs too, <c>ray stop</c> would end that as well.</summary>
    internal static ShellScript Command => ShellScript.Of(
        $$"""
          {{RayProcesses.Functions}}
          foreign=$(foreign_ray)
          if [ -n "$foreign" ]; then
            echo pipeline: Ray processes of somebody else are left alone: $foreign
            stop_own_ray
          else
            stop_ray
          fi
          """);
}
