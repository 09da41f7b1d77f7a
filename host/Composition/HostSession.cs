using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Pipeline.Engine.Definitions;
using Pipeline.Host.Cli.Sessions;
using Pipeline.Host.Runs;

namespace Pipeline.Host.Composition;

/// <summary>An opened data folder.</summary>
internal sealed class HostSession(ServiceProvider services, IReadOnlyList<IHostedService> hosted) : IHostSession
{
    /// <inheritdoc/>
    public IRuns Runs => services.GetRequiredService<IRuns>();

    /// <inheritdoc/>
    public IDefinitions Definitions => services.GetRequiredService<IDefinitions>();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // The driver first: nothing may begin another burst while the engine's services end.
        await services.GetRequiredService<RunDriver>().DisposeAsync();
        foreach (var service in hosted.Reverse())
            await service.StopAsync(CancellationToken.None);
        await services.DisposeAsync();
    }
}
