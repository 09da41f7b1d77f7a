using Elsa.Workflows.Activities;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Pipeline.Activities.Steps;
using Pipeline.Activities.Steps.Decisions;
using Pipeline.Activities.Steps.Mechanism;
using static Pipeline.Workflows.CalibrationInputs;

namespace Pipeline.Workflows;

/// <summary>
/// Check, flip, wait, check again, a bounded number of times; then <see cref="Failed"/> says whether the ports are up or a
/// step failed for good. The loop is a flowchart of its own: a flowchart counts the arrivals at a node, and a loop
/// beside nodes that are reached once would leave those counts unequal.
/// </summary>
internal sealed class NicGate
{
    public NicGate(FlowBuilder flow)
    {
        var check = new CheckNics { Checks = NicChecks.Value };
        var flip = new FlipNics { SettleSeconds = NicSettleSeconds.Value };
        var end = new End();
        Loop = new FlowBuilder()
            .Connect(check, CheckNics.PortsDown, flip)
            .Connect(check, NodeStep.FailedOutcome, end)
            .Connect(flip, "Done", check)
            .Connect(flip, NodeStep.FailedOutcome, end)
            .Build(check);
        Loop.Name = "NICs";
        Failed = new HasFailed { Name = "NICs failed?" };
        flow.Connect(Loop, "Done", Failed);
    }

    /// <summary>The loop; connect what comes before to it.</summary>
    public Flowchart Loop { get; }

    /// <summary>The decision after it.</summary>
    public HasFailed Failed { get; }
}
