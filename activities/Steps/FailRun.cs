using System.Runtime.CompilerServices;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Attributes;
using Pipeline.Activities.Gaudi.Failures;
using Pipeline.Activities.Steps.Mechanism;

namespace Pipeline.Activities.Steps;

/// <summary>
/// Ends a run whose work failed, after the pipeline has put everything back in order: the run faults with the failed step's
/// message. When the faulted run is retried, this activity is executed again and leaves by <c>Retry</c>; connect that
/// port to the activity that acquires the nodes. Steps whose results are intact are skipped on the way, so the run goes on
/// at the step that failed.
/// </summary>
[Activity("Gaudi", "Gaudi", "Ends the run with the failed step's message; on a retry goes on from the Retry port.", DisplayName = "Fail run")]
[FlowNode(RetryOutcome)]
public class FailRun : Activity
{
    /// <summary>The port taken when the run is retried.</summary>
    public const string RetryOutcome = "Retry";

    /// <summary>Makes the activity.</summary>
    public FailRun([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line) { }

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var session = RunSession.Of(context.WorkflowExecutionContext);
        var failure = session.Failure ?? new RunFailure(
            "", null, new Failure(FailureKind.Unknown, "The pipeline came to 'Fail run' without a failed step.", "Check the pipeline's connections."));
        if (failure.Reported)
        {
            (session with { Failure = null, VisitsBeforeRetry = session.Visits }).Save(context.WorkflowExecutionContext);
            await context.CompleteActivityWithOutcomesAsync(RetryOutcome);
            return;
        }

        (session with { Failure = failure with { Reported = true } }).Save(context.WorkflowExecutionContext);
        throw new StepException(failure.Failure, failure.Node);
    }
}
