using Elsa.Workflows;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
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
using Pipeline.Host.Notifications;
using Pipeline.Host.Runs;
using Pipeline.Workflows;

namespace Pipeline.Host.Composition;

/// <summary>What runs need, on one data folder: the same for a command and for a host that serves.</summary>
internal static class HostServices
{
    /// <summary>The database's file.</summary>
    public static string DatabaseFile(string dataFolder) => Path.Combine(dataFolder, "pipeline.db");

    /// <summary>The database's connection string.</summary>
    public static string Database(string dataFolder) =>
        new SqliteConnectionStringBuilder { DataSource = DatabaseFile(dataFolder), DefaultTimeout = 60 }.ToString();

    /// <summary>Adds engine, nodes, steps and runs; logging is the caller's.</summary>
    /// <param name="services">Where to add.</param>
    /// <param name="dataFolder">The data folder.</param>
    /// <param name="settings">All settings.</param>
    /// <param name="pool">The nodes.</param>
    /// <param name="ownCommand">Program and leading arguments that start this program again.</param>
    public static IServiceCollection AddRuns(
        this IServiceCollection services, string dataFolder, IConfiguration settings, NodePoolOptions pool, IReadOnlyList<string> ownCommand)
    {
        var database = Database(dataFolder);
        services.AddSingleton<IStandardOutStreamProvider>(new WorkflowText(Console.Error));
        // Which process drives a run is settled by its lock; starting takes up nothing by itself.
        services.AddEmbeddedEngine(o => (o.ConnectionString, o.RecoverAtStart) = (database, false));
        services.AddActivitiesFrom(typeof(AcquireNodes).Assembly);
        services.AddWorkflowsFrom(typeof(PipelineCatalog).Assembly);
        services.AddDbContextFactory<StepsContext>(o => o.UseDatabase(database));
        services.AddDbContextFactory<LeaseContext>(o => o.UseDatabase(database));

        services.AddSingleton(pool);
        services.AddSingleton<INodePool, NodePool>();
        services.AddSingleton(Secrets.Of(settings));
        services.AddSingleton<DetachedJobs>();
        services.AddSingleton<IJobs>(s => new MaskedJobs(s.GetRequiredService<DetachedJobs>(), s.GetRequiredService<Secrets>()));
        services.AddSingleton<IJobMonitor, JobMonitor>();
        services.AddSingleton<ILeases, Leases>();
        services.AddSteps(settings.GetSection("Steps"));
        services.Configure<StepOptions>(o => o.PipelineCommand = ownCommand);

        services.AddSingleton(new RunLocks(dataFolder));
        services.AddSingleton(new ServeLock(dataFolder));
        services.AddSingleton(new NotificationStore(dataFolder));
        services.AddSingleton<IRunEvents>(s => s.GetRequiredService<NotificationStore>());
        services.AddSingleton<RunDriver>();
        services.AddSingleton<IRunResumer>(s => s.GetRequiredService<RunDriver>());
        services.AddSingleton<RunQueries>();
        services.AddSingleton<RunPools>();
        services.AddSingleton<RunLogs>();
        services.AddSingleton<PlanningServices>();
        services.AddSingleton<RunPlanner>();
        services.AddSingleton<DesignedWorkflows>();
        services.AddSingleton<RunChecks>();
        services.AddSingleton<RunIntake>();
        services.AddSingleton<IEngineRuns, EmbeddedEngineRuns>();
        services.AddSingleton<IRuns, Runs.Runs>();
        return services;
    }

    /// <summary>Makes what is missing of the database.</summary>
    public static async Task PrepareDatabaseAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        // Thinking the tables out takes longer than making them: that is done side by side.
        var (stepsFactory, leasesFactory) = (services.GetRequiredService<IDbContextFactory<StepsContext>>(), services.GetRequiredService<IDbContextFactory<LeaseContext>>());
        var warming = Task.Run(() => { WarmUp(stepsFactory); WarmUp(leasesFactory); }, cancellationToken);
        await services.GetRequiredService<IEngineSchema>().EnsureAsync(cancellationToken);
        await warming;
        await using (var steps = await stepsFactory.CreateDbContextAsync(cancellationToken))
            await Tables.EnsureAsync(steps, "StepRecords", cancellationToken);
        await using (var leases = await leasesFactory.CreateDbContextAsync(cancellationToken))
            await Tables.EnsureAsync(leases, "Leases", cancellationToken);
    }

    private static void WarmUp<T>(IDbContextFactory<T> contexts) where T : DbContext
    {
        using var context = contexts.CreateDbContext();
        _ = context.Model;
    }
}
