using Microsoft.Extensions.Hosting;
using Pipeline.Engine.Persistence;
using Pipeline.Engine.Runtime.Recovery;

namespace Pipeline.Engine;

/// <summary>Makes the schema when the host starts, then takes up what an earlier host left.</summary>
internal sealed class EngineStartup(IEngineSchema schema, IRunRecovery recovery, EmbeddedEngineOptions options) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await schema.EnsureAsync(cancellationToken);
        if (options.RecoverAtStart)
            await recovery.RecoverAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
