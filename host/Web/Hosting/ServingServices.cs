using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Pipeline.Activities.Nodes.Pool;
using Pipeline.Host.Runs;

namespace Pipeline.Host.Web.Hosting;

/// <summary>What drives runs in a serving host.</summary>
internal static class ServingServices
{
    /// <summary>Runs that hold nodes, plus some that wait for them or need none.</summary>
    private const int MoreThanNodes = 2;

    /// <summary>Adds the queue. <c>Serve:MostDriven</c> overrides how many runs are driven at once.</summary>
    public static IServiceCollection AddServing(this IServiceCollection services, IConfiguration settings, NodePoolOptions pool)
    {
        services.AddSingleton(new RunQueueOptions(Math.Max(1, settings.GetValue("Serve:MostDriven", pool.Nodes.Count + MoreThanNodes))));
        services.AddHostedService<RunQueue>();
        services.AddSingleton<RunControl>();
        return services;
    }
}
