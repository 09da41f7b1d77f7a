using System.Runtime.CompilerServices;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Pipeline.Activities.Gaudi.Ray;
using Pipeline.Activities.Nodes.Shells;
using Pipeline.Activities.Steps.Mechanism;

namespace Pipeline.Activities.Steps;

/// <summary>
/// Starts the Ray cluster over the run's nodes: what an earlier run left is stopped first, then the head, then the others,
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
            context.Nodes.Select(n => n.InContainer(StopRay.Command) with { Timeout = limit }),
            [
                context.Head.InContainer(Command(RayStart.Head(port))) with
                {
                    Environment = RayEnvironment.Of(context, context.Head),
                    Timeout = limit,
                },
            ],
            context.Nodes.Skip(1).Select(n => n.InContainer(Command(RayStart.Worker(context.Head.Address, port))) with
            {
                Environment = RayEnvironment.Of(context, n),
                Timeout = limit,
            }),
            [context.Head.InContainer(WaitForCards(context.Get(Cards))) with { Timeout = limit }]);
    }

    /// <inheritdoc/>
    protected internal override StepVerdict Judge(StepContext context, IReadOnlyList<JobResult> results)
    {
        foreach (var start in results.Where(r => r.Stage is 1 or 2 && r.Job.Script.Text.StartsWith("ray start", StringComparison.Ordinal)))
        {
            if (!RayStart.Parse(start.Output, start.Status.ExitCode ?? -1).Succeeded(out _, out var failure))
                return new StepVerdict.Failed(failure, start.Job.Node);
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

    private static ShellScript Command(IReadOnlyList<string> words) => ShellScript.Command(words[0], words.Skip(1));

    /// <summary>A worker joins within seconds; its cards may appear in the status a little later.</summary>
    private static ShellScript WaitForCards(int cards) => ShellScript.Of(
        $$"""
          tries=0
          while [ $tries -lt 30 ]; do
            status=$(ray status) || { echo "$status"; exit 1; }
            total=$(echo "$status" | sed -n 's|^ *[0-9.]*/\([0-9]*\)[0-9.]* HPU.*|\1|p')
            [ "${total:-0}" -ge {{cards}} ] && break
            sleep 2
            tries=$((tries + 1))
          done
          echo "$status"
          """);
}
