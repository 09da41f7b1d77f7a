using Pipeline.Engine.Runtime.Intake;
using Pipeline.Engine.Runtime.Recovery;
using Pipeline.Host.Runs;

namespace Pipeline.Host.Composition;

/// <inheritdoc cref="IEngineRuns"/>
internal sealed class EmbeddedEngineRuns(IInstanceIntake intake, IRunRecovery recovery, IRunRetry retry) : IEngineRuns
{
    public Task<IReadOnlyList<InstanceCreation>> CreateAsync(IReadOnlyList<NewRun> runs, CancellationToken cancellationToken) => intake.CreateAsync(
        [.. runs.Select(r => new NewInstance(r.Checked.Definition, r.Id)
        {
            Name = r.Checked.Name,
            TriggerActivityId = r.Checked.Trigger,
            Input = r.Checked.Values.ToDictionary(v => v.Key, v => v.Value!),
            Properties = r.Origin.ToProperties(),
        })],
        cancellationToken);

    public Task ContinueAsync(string runId, CancellationToken cancellationToken) => recovery.ContinueAsync(runId, cancellationToken);

    public Task RetryAsync(string runId, CancellationToken cancellationToken) => retry.RetryAsync(runId, cancellationToken);
}
