using Pipeline.Engine.Runtime.Recovery;
using Pipeline.Host.Runs;

namespace Pipeline.Host.Composition;

/// <inheritdoc cref="IEngineRuns"/>
internal sealed class EmbeddedEngineRuns(IRunRecovery recovery, IRunRetry retry) : IEngineRuns
{
    public Task ContinueAsync(string runId, CancellationToken cancellationToken) => recovery.ContinueAsync(runId, cancellationToken);

    public Task RetryAsync(string runId, CancellationToken cancellationToken) => retry.RetryAsync(runId, cancellationToken);
}
