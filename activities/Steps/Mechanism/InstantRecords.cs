using Elsa.Workflows;
using Pipeline.Activities.Steps.Records;

namespace Pipeline.Activities.Steps.Mechanism;

/// <summary>Records for steps that end in the same breath in which they begin.</summary>
internal static class InstantRecords
{
    public static async Task RecordAsync(this ActivityExecutionContext activity, string outcome, string detail)
    {
        var now = activity.GetRequiredService<TimeProvider>().GetUtcNow();
        var name = string.IsNullOrEmpty(activity.Activity.Name) ? activity.Activity.GetType().Name : activity.Activity.Name;
        var visit = StepVisit.Begin(activity, now);
        activity.GetService<PlanNotes>()?.Add(new PlanNote(name, outcome, []));
        await activity.GetRequiredService<IStepRecords>().SaveAsync(
            new StepRecord
            {
                RunId = activity.WorkflowExecutionContext.Id,
                ActivityId = activity.Activity.Id,
                Visit = visit.Visit,
                Name = name,
                State = StepState.Done,
                Outcome = outcome,
                StartedAt = now,
                EndedAt = now,
                Progress = 1,
                Detail = detail,
            },
            activity.CancellationToken);
    }
}
