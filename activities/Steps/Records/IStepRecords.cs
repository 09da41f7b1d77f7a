namespace Pipeline.Activities.Steps.Records;

/// <summary>Keeps step records: one row per run, activity and visit.</summary>
public interface IStepRecords
{
    /// <summary>Inserts or replaces the row.</summary>
    Task SaveAsync(StepRecord record, CancellationToken cancellationToken = default);

    /// <summary>Forgets a run's rows.</summary>
    Task RemoveAsync(string runId, CancellationToken cancellationToken = default);

    /// <summary>The row, or null.</summary>
    Task<StepRecord?> FindAsync(string runId, string activityId, int visit, CancellationToken cancellationToken = default);

    /// <summary>A run's rows in the order in which the visits began.</summary>
    Task<IReadOnlyList<StepRecord>> ListAsync(string runId, CancellationToken cancellationToken = default);
}
