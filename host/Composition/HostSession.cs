using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Pipeline.Activities.Nodes.Leases;
using Pipeline.Activities.Nodes.Pool;
using Pipeline.Host.Cli.Sessions;
using Pipeline.Host.Runs;

namespace Pipeline.Host.Composition;

/// <summary>An opened data folder.</summary>
internal sealed class HostSession(ServiceProvider services, IReadOnlyList<IHostedService> hosted) : IHostSession
{
    /// <inheritdoc/>
    public IRuns Runs => services.GetRequiredService<IRuns>();

    /// <inheritdoc/>
    public async Task<IReadOnlyList<NodeRow>> NodesAsync(CancellationToken cancellationToken = default)
    {
        var entries = await services.GetRequiredService<ILeases>().ListAsync(cancellationToken);
        return [.. services.GetRequiredService<INodePool>().Nodes.Select(node => new NodeRow(
            node.Name,
            node.Device,
            node.Cards,
            node.Transport.ToString().ToLowerInvariant(),
            node.Address,
            node.Container?.Name,
            entries.FirstOrDefault(e => e.Lease?.Nodes.Contains(node.Name) == true)?.Request.RunId,
            [.. entries.Where(e => e.Lease is null && MayUse(e.Request, node)).Select(e => e.Request.RunId)]))];
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // The driver first: nothing may begin another burst while the engine's services end.
        await services.GetRequiredService<RunDriver>().DisposeAsync();
        foreach (var service in hosted.Reverse())
            await service.StopAsync(CancellationToken.None);
        await services.DisposeAsync();
    }

    private static bool MayUse(LeaseRequest request, NodeDefinition node) =>
        (request.Nodes.Count == 0 || request.Nodes.Contains(node.Name)) && (request.Device is null || node.Device is null || request.Device == node.Device);
}
