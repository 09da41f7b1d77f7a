using Elsa.Workflows;
using Pipeline.Activities.Steps;
using Pipeline.Activities.Steps.Mechanism;

namespace Pipeline.Workflows;

/// <summary>
/// Where every step's <c>Failed</c> port leads: the server, Ray and the leases are ended, whatever of them there is; then
/// the run fails with the step's message. A retry goes back to acquiring nodes and skips what is done.
/// </summary>
internal static class FailureTail
{
    public static void Draw(FlowBuilder flow, IEnumerable<IActivity> steps, IActivity start, NicGate? nics = null)
    {
        var stopServing = new StopServing();
        var stopRay = new StopRay();
        var release = new ReleaseNodes();
        var fail = new FailRun();
        if (nics is not null)
            flow.Connect(nics.Failed, "True", stopServing);
        flow.ConnectAll(steps, NodeStep.FailedOutcome, stopServing)
            .Connect(stopServing, "Done", stopRay)
            .Connect(stopServing, NodeStep.FailedOutcome, stopRay)
            .Connect(stopRay, "Done", release)
            .Connect(stopRay, NodeStep.FailedOutcome, release)
            .Connect(release, "Done", fail)
            .Connect(fail, FailRun.RetryOutcome, start);
    }
}
