using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;

namespace Pipeline.Activities.Steps.Mechanism;

/// <summary>
/// A step of the procedure: a pure plan (which command on which node) and a pure verdict (what the results mean). Running
/// the jobs, waiting without holding anything, retrying, logs, progress, cancelling and re-attaching after a crash are the
/// runner's, the same for every step.
/// </summary>
public abstract class NodeStep : Activity
{
    /// <summary>The port taken when the last attempt failed; where it is not connected, the run faults.</summary>
    public const string FailedOutcome = "Failed";

    /// <summary>For activities found by their own type.</summary>
    protected NodeStep(string? source, int? line) : base(source, line) { }

    /// <summary>Attempts in all; the configured policy when not set.</summary>
    [Input(DisplayName = "Attempts", Description = "Attempts in all, including the first. Empty = as configured.", Category = "Retry", UIHint = InputUIHints.SingleLine)]
    public Input<int?> Attempts { get; set; } = new(default(int?));

    /// <summary>The step's name for people: the activity's name, or its type's.</summary>
    public string StepName => string.IsNullOrEmpty(Name) ? GetType().Name : Name;

    /// <summary>Which command on which node. Pure: no side effect, and equal for equal context.</summary>
    protected internal abstract StepPlan Plan(StepContext context);

    /// <summary>What the results mean. Pure. Unless a step knows better: the first failure, or else what was expected.</summary>
    protected internal virtual StepVerdict Judge(StepContext context, IReadOnlyList<JobResult> results) =>
        results.FirstFailure() ?? (StepVerdict)Expect(context);

    /// <summary>The verdict that a plan without execution assumes: everything goes well.</summary>
    protected internal abstract StepVerdict.Success Expect(StepContext context);

    /// <summary>What holds as soon as the step begins, however it ends: what must be cleaned up later. Pure.</summary>
    protected internal virtual RunSession Begin(StepContext context) => context.Session;

    /// <inheritdoc/>
    protected override ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        context.GetRequiredService<IStepRunner>().BeginAsync(this, context);

    /// <summary>Called by the engine, by name, when the step's jobs ended or its pause is over.</summary>
    internal ValueTask OnWakeAsync(ActivityExecutionContext context) =>
        context.GetRequiredService<IStepRunner>().ContinueAsync(this, context);
}
