namespace Pipeline.Host.Runs;

/// <summary>What the host needs of an engine beyond Elsa's own API; one implementation per engine.</summary>
internal interface IEngineRuns
{
    /// <summary>Makes runs, not begun, in one transaction; for each whether it was made: one whose id is taken is left alone.</summary>
    Task<IReadOnlyList<bool>> CreateAsync(IReadOnlyList<NewRun> runs, CancellationToken cancellationToken);

    /// <summary>Goes on with a run from its last commit: a new one, or one that a dead process left.</summary>
    Task ContinueAsync(string runId, CancellationToken cancellationToken);

    /// <summary>Goes on with a faulted run at its faulted activity.</summary>
    Task RetryAsync(string runId, CancellationToken cancellationToken);
}

/// <summary>A run to make.</summary>
internal sealed record NewRun(string Pipeline, string Id, IReadOnlyDictionary<string, object?> Values, RunOrigin Origin);
