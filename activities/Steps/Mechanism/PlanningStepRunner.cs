using Elsa.Workflows;
using Microsoft.Extensions.Options;
using Pipeline.Activities.Nodes.Pool;

namespace Pipeline.Activities.Steps.Mechanism;

/// <summary>Writes down what steps would run, executes nothing, and goes on as if everything went well.</summary>
internal sealed class PlanningStepRunner(PlanNotes notes, INodePool pool, IOptions<StepOptions> options, TimeProvider clock) : IStepRunner
{
    /// <inheritdoc/>
    public async ValueTask BeginAsync(NodeStep step, ActivityExecutionContext activity)
    {
        var visit = StepVisit.Begin(activity, clock.GetUtcNow());
        var plan = step.Plan(Context(activity, visit));
        step.Begin(Context(activity, visit)).Save(activity.WorkflowExecutionContext);
        var expected = step.Expect(Context(activity, visit));
        notes.Add(new PlanNote(step.StepName, expected.Outcome, [.. plan.Stages.SelectMany(s => s.Jobs)]));
        expected.Session.Save(activity.WorkflowExecutionContext);
        activity.Publish(expected.Outputs);
        await activity.CompleteActivityWithOutcomesAsync(expected.Outcome);
    }

    /// <inheritdoc/>
    public ValueTask ContinueAsync(NodeStep step, ActivityExecutionContext activity) =>
        throw new InvalidOperationException("A plan waits for nothing.");

    private StepContext Context(ActivityExecutionContext activity, StepVisit visit) => new(activity, pool, options.Value, visit.Visit, visit.Attempt);
}

/// <summary>The notes of one planning.</summary>
public sealed class PlanNotes
{
    private readonly List<PlanNote> notes = [];

    /// <summary>The steps in the order in which they would begin.</summary>
    public IReadOnlyList<PlanNote> Notes => notes;

    /// <summary>Adds one.</summary>
    public void Add(PlanNote note) => notes.Add(note);
}

/// <summary>What one step would do.</summary>
/// <param name="Step">Its name.</param>
/// <param name="Outcome">The outcome that the plan assumes.</param>
/// <param name="Jobs">Every command.</param>
public sealed record PlanNote(string Step, string Outcome, IReadOnlyList<StepJob> Jobs);
