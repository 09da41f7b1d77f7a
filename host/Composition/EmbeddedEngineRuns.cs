using Pipeline.Engine.Runtime;
using Pipeline.Host.Runs;

namespace Pipeline.Host.Composition;

/// <inheritdoc cref="IEngineRuns"/>
internal sealed class EmbeddedEngineRuns(RunRecovery recovery) : IEngineRuns
{
    public Task ContinueAsync(string runId, CancellationToken cancellationToken) => recovery.ContinueAsync(runId, cancellationToken);

    public Task RetryAsync(string runId, CancellationToken cancellationToken) => recovery.RetryAsync(runId, cancellationToken);
}
