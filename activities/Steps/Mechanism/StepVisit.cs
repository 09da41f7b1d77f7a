using System.Text.Json;
using Elsa.Workflows;

namespace Pipeline.Activities.Steps.Mechanism;

/// <summary>How far a visit of a step has come; kept in the activity's properties as JSON text.</summary>
/// <param name="Visit">From 1.</param>
/// <param name="Attempt">From 1.</param>
/// <param name="Stage">The stage whose jobs run, from 0.</param>
/// <param name="StartedAt">When the visit began.</param>
/// <param name="Pausing">Whether it waits for the next attempt.</param>
internal sealed record StepVisit(int Visit, int Attempt, int Stage, DateTimeOffset StartedAt, bool Pausing)
{
    private const string PropertyName = "Pipeline:Visit";

    /// <summary>Counts a new visit of the activity.</summary>
    public static StepVisit Begin(ActivityExecutionContext activity, DateTimeOffset now)
    {
        var session = RunSession.Of(activity.WorkflowExecutionContext);
        var visit = session.Visits.GetValueOrDefault(activity.Activity.Id) + 1;
        (session with { Visits = new Dictionary<string, int>(session.Visits) { [activity.Activity.Id] = visit } })
            .Save(activity.WorkflowExecutionContext);
        return new StepVisit(visit, 1, 0, now, false).Save(activity);
    }

    /// <summary>The visit as saved.</summary>
    public static StepVisit Of(ActivityExecutionContext activity) =>
        JsonSerializer.Deserialize<StepVisit>(activity.Properties[PropertyName].ToString()!)!;

    /// <summary>Saves it and returns it.</summary>
    public StepVisit Save(ActivityExecutionContext activity)
    {
        activity.Properties[PropertyName] = JsonSerializer.Serialize(this);
        return this;
    }
}
