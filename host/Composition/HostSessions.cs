using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pipeline.Activities.Nodes.Pool;
using Pipeline.Host.Cli.Sessions;

namespace Pipeline.Host.Composition;

/// <summary>Puts the parts together on a data folder.</summary>
/// <param name="ownCommand">Program and leading arguments that start this program again.</param>
internal sealed class HostSessions(IReadOnlyList<string> ownCommand) : IHostSessions
{
    /// <inheritdoc/>
    public async Task<IHostSession> OpenAsync(SessionOptions options, CancellationToken cancellationToken = default)
    {
        DataFolder.Prepare(options.DataFolder);
        var settings = HostSettings.Read(options);
        var pool = HostSettings.Pool(settings, options);
        var services = Services(options.DataFolder, settings, pool).BuildServiceProvider();
        await HostServices.PrepareDatabaseAsync(services, cancellationToken);
        var hosted = services.GetServices<IHostedService>().ToList();
        foreach (var service in hosted)
            await service.StartAsync(cancellationToken);
        return new HostSession(services, hosted);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<NodeRow>> NodesAsync(SessionOptions options, CancellationToken cancellationToken = default)
    {
        var pool = HostSettings.Pool(HostSettings.Read(options), options);
        var reaching = Reachability.FaultsAsync(pool, cancellationToken);
        var rows = await RowsAsync(pool, options, cancellationToken);
        var faults = await reaching;
        return [.. rows.Select(row => row with { Fault = faults.GetValueOrDefault(row.Name) })];
    }

    /// <inheritdoc/>
    public async Task<PoolCheck> CheckNodesAsync(SessionOptions options, CancellationToken cancellationToken = default)
    {
        var pool = HostSettings.Pool(HostSettings.Read(options), options);
        return await PoolChecks.LookAsync(pool, await RowsAsync(pool, options, cancellationToken), cancellationToken);
    }

    private static async Task<IReadOnlyList<NodeRow>> RowsAsync(NodePoolOptions pool, SessionOptions options, CancellationToken cancellationToken) =>
        File.Exists(HostServices.DatabaseFile(options.DataFolder))
            ? await NodeListing.ReadAsync(pool, HostServices.Database(options.DataFolder), cancellationToken)
            : NodeListing.Free(pool);

    private ServiceCollection Services(string dataFolder, IConfiguration settings, NodePoolOptions pool)
    {
        var services = new ServiceCollection();
        services.AddLogging(log => log.AddProvider(new LogFile(Path.Combine(dataFolder, "pipeline.log"), Secrets.Of(settings), TimeProvider.System)).SetMinimumLevel(LogLevel.Warning)
            // What fails there is thrown, and reported by whoever asked.
            .AddFilter("Microsoft.EntityFrameworkCore", LogLevel.None));
        services.AddRuns(dataFolder, settings, pool, ownCommand);
        return services;
    }
}
