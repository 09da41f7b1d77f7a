using System.Runtime.CompilerServices;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Attributes;
using Pipeline.Activities.Steps.Mechanism;

namespace Pipeline.Activities.Steps;

/// <summary>Ends the server that this run started. Does nothing when there is none.</summary>
[Activity("Gaudi", "Gaudi", "Ends the server that this run started.", DisplayName = "Stop serving")]
[FlowNode("Done", FailedOutcome)]
public class StopServing : NodeStep
{
    /// <summary>Makes the activity.</summary>
    public StopServing([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line) { }

    /// <inheritdoc/>
    protected internal override StepPlan Plan(StepContext context) => StepPlan.Nothing with
    {
        Ends = context.Session.Serving is { } serving ? [new JobToEnd(serving.Node, serving.JobId)] : [],
    };

    /// <inheritdoc/>
    protected internal override StepVerdict Judge(StepContext context, IReadOnlyList<JobResult> results) => Expect(context);

    /// <inheritdoc/>
    protected internal override StepVerdict.Success Expect(StepContext context) => new(
        "Done",
        context.Session.Serving is { } serving ? $"the server on {serving.Endpoint} was ended" : "nothing was served",
        context.Session with { Serving = null });
}
