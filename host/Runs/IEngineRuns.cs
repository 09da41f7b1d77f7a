using Pipeline.Engine.Runtime.Intake;

namespace Pipeline.Host.Runs;

/// <summary>What the host needs of an engine beyond Elsa's own API; one implementation per engine.</summary>
internal interface IEngineRuns
{
    /// <summary>Makes runs, not begun; for each what became of it: one whose id is taken is left alone.</summary>
    Task<IReadOnlyList<InstanceCreation>> CreateAsync(IReadOnlyList<NewRun> runs, CancellationToken cancellationToken);

    /// <summary>Goes on with a run from its last commit: a new one, or one that a dead process left.</summary>
    Task ContinueAsync(string runId, CancellationToken cancellationToken);

    /// <summary>Goes on with a faulted run at its faulted activity.</summary>
    Task RetryAsync(string runId, CancellationToken cancellationToken);
}

/// <summary>A run to make.</summary>
/// <param name="Checked">What runs, with which inputs.</param>
/// <param name="Id">The run's id.</param>
/// <param name="Origin">Who asked for it.</param>
internal sealed record NewRun(CheckedRun Checked, string Id, RunOrigin Origin);
