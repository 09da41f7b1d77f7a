namespace Pipeline.Activities.Steps.Waits;

/// <summary>The open waits, durably.</summary>
public interface IStepWaits
{
    /// <summary>Inserts or replaces a wait and tells those who watch the run in this process.</summary>
    Task SaveAsync(StepWait wait, CancellationToken cancellationToken = default);

    /// <summary>Takes a wait away. Idempotent.</summary>
    Task RemoveAsync(string key, CancellationToken cancellationToken = default);

    /// <summary>A run's open waits.</summary>
    Task<IReadOnlyList<StepWait>> ListAsync(string runId, CancellationToken cancellationToken = default);

    /// <summary>A wait was saved in this process.</summary>
    event Action<StepWait>? Saved;
}
