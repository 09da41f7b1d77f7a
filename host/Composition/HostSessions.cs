using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pipeline.Activities.Nodes.Jobs;
using Pipeline.Activities.Nodes.Leases;
using Pipeline.Activities.Nodes.Pool;
using Pipeline.Activities.Steps;
using Pipeline.Activities.Steps.Mechanism;
using Pipeline.Activities.Steps.Store;
using Pipeline.Activities.Steps.Waits;
using Pipeline.Activities.Store;
using Pipeline.Engine;
using Pipeline.Engine.Persistence;
using Pipeline.Host.Cli.Sessions;
using Pipeline.Host.Runs;
using Pipeline.Workflows;

namespace Pipeline.Host.Composition;

/// <summary>Puts the parts together on a data folder.</summary>
/// <param name="ownCommand">Program and leading arguments that start this program again.</param>
internal sealed class HostSessions(IReadOnlyList<string> ownCommand) : IHostSessions
{
    /// <inheritdoc/>
    public async Task<IHostSession> OpenAsync(SessionOptions options, CancellationToken cancellationToken = default)
    {
        Directory.CreateDirectory(options.DataFolder);
        var settings = HostSettings.Read(options);
        var pool = HostSettings.Pool(settings, options);
        var services = Services(options.DataFolder, settings, pool).BuildServiceProvider();
        await PrepareDatabaseAsync(services, cancellationToken);
        var hosted = services.GetServices<IHostedService>().ToList();
        foreach (var service in hosted)
            await service.StartAsync(cancellationToken);
        return new HostSession(services, hosted);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<NodeRow>> NodesAsync(SessionOptions options, CancellationToken cancellationToken = default)
    {
        var pool = HostSettings.Pool(HostSettings.Read(options), options);
        return File.Exists(DatabaseFile(options.DataFolder))
            ? await NodeListing.ReadAsync(pool, Database(options.DataFolder), cancellationToken)
            : NodeListing.Free(pool);
    }

    private static string DatabaseFile(string dataFolder) => Path.Combine(dataFolder, "pipeline.db");

    private static string Database(string dataFolder) =>
        new SqliteConnectionStringBuilder { DataSource = DatabaseFile(dataFolder), DefaultTimeout = 60 }.ToString();

    private ServiceCollection Services(string dataFolder, IConfiguration settings, NodePoolOptions pool)
    {
        var services = new ServiceCollection();
        services.AddLogging(log => log.AddProvider(new LogFile(Path.Combine(dataFolder, "pipeline.log"), TimeProvider.System)).SetMinimumLevel(LogLevel.Warning)
            // What fails there is thrown, and reported by whoever asked.
            .AddFilter("Microsoft.EntityFrameworkCore", LogLevel.None));
        var database = Database(dataFolder);
        // Which process drives a run is settled by its lock; starting takes up nothing by itself.
        services.AddEmbeddedEngine(o => (o.ConnectionString, o.RecoverAtStart) = (database, false));
        services.AddActivitiesFrom(typeof(AcquireNodes).Assembly);
        services.AddWorkflowsFrom(typeof(PipelineCatalog).Assembly);
        services.AddDbContextFactory<StepsContext>(o => o.UseSqlite(database));
        services.AddDbContextFactory<LeaseContext>(o => o.UseSqlite(database));

        services.AddSingleton(pool);
        services.AddSingleton<INodePool, NodePool>();
        services.AddSingleton<IJobs, DetachedJobs>();
        services.AddSingleton<IJobMonitor, JobMonitor>();
        services.AddSingleton<ILeases, Leases>();
        services.AddSteps(settings.GetSection("Steps"));
        services.Configure<StepOptions>(o => o.PipelineCommand = ownCommand);

        services.AddSingleton(new RunLocks(dataFolder));
        services.AddSingleton<RunDriver>();
        services.AddSingleton<IRunResumer>(s => s.GetRequiredService<RunDriver>());
        services.AddSingleton<RunQueries>();
        services.AddSingleton<RunLogs>();
        services.AddSingleton<PlanningServices>();
        services.AddSingleton<RunPlanner>();
        services.AddSingleton<IEngineRuns, EmbeddedEngineRuns>();
        services.AddSingleton<IRuns, Runs.Runs>();
        return services;
    }

    private static async Task PrepareDatabaseAsync(ServiceProvider services, CancellationToken cancellationToken)
    {
        await services.GetRequiredService<IEngineSchema>().EnsureAsync(cancellationToken);
        await using (var steps = await services.GetRequiredService<IDbContextFactory<StepsContext>>().CreateDbContextAsync(cancellationToken))
            await Tables.EnsureAsync(steps, "StepRecords", cancellationToken);
        await using (var leases = await services.GetRequiredService<IDbContextFactory<LeaseContext>>().CreateDbContextAsync(cancellationToken))
            await Tables.EnsureAsync(leases, "Leases", cancellationToken);
    }
}
