using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Pipeline.Activities.Nodes.Pool;
using Pipeline.Host.Composition;
using Pipeline.Host.Runs;
using Pipeline.Host.Web.Security;

namespace Pipeline.Host.Scheduling;

/// <summary>The schedules of a data folder.</summary>
internal static class SchedulingServices
{
    /// <summary>For a serving host: shows the schedules and keeps them going.</summary>
    /// <exception cref="InputException">The settings cannot work; every fault.</exception>
    public static IServiceCollection AddScheduling(this IServiceCollection services, IConfiguration settings, NodePoolOptions pool, ScheduleStore store)
    {
        var schedules = Read(settings, pool);
        services.AddSingleton(schedules);
        services.AddSingleton(store);
        services.AddSingleton<UpToDate>();
        services.AddSingleton<OccurrenceDriver>();
        services.AddSingleton<ScheduleControl>();
        services.AddSingleton<IReadOnlyList<ScheduleRunner>>(s => [.. schedules.Select(schedule => ActivatorUtilities.CreateInstance<ScheduleRunner>(s, schedule))]);
        services.AddSingleton<IHostedService, Scheduler>();
        return services;
    }

    /// <summary>For a command beside it.</summary>
    /// <exception cref="InputException">The settings cannot work; every fault.</exception>
    public static async Task<ScheduleControl> OpenAsync(string dataFolder, IConfiguration settings, NodePoolOptions pool, AuditLog audit, TimeProvider clock, CancellationToken cancellationToken)
    {
        var store = new ScheduleStore(dataFolder, clock);
        await store.EnsureAsync(cancellationToken);
        return new ScheduleControl(Read(settings, pool), store, audit, clock);
    }

    private static IReadOnlyList<Schedule> Read(IConfiguration settings, NodePoolOptions pool) =>
        ScheduleSettings.Read(settings, pool, new RunChecks(new NodePool(pool, TimeProvider.System), Secrets.Of(settings)));
}
