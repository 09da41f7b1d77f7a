using Microsoft.Extensions.Hosting;
using Pipeline.Engine.Scheduling;
using Pipeline.Host.Runs;

namespace Pipeline.Host.Web.Designer;

/// <summary>Lets the clock start runs of published definitions while this host serves; the queue takes them up.</summary>
internal sealed class TriggerClockService(ITriggerClock triggers, RunPools pools) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) =>
        triggers.StartAsync(trigger => pools.Origin($"clock ({trigger.Name})", null).ToProperties(), cancellationToken);

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => triggers.StopAsync();
}
