using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Pipeline.Activities.Nodes.Jobs;
using Pipeline.Activities.Nodes.Leases;
using Pipeline.Activities.Nodes.Pool;
using Pipeline.Activities.Nodes.Shells;

namespace Pipeline.Activities.Nodes;

/// <summary>Registers the nodes.</summary>
public static class NodesServices
{
    /// <summary>
    /// Adds the pool, its shells, the detached jobs and their monitor. The pool's faults are all reported in one
    /// <see cref="OptionsValidationException"/>, at the start of a host or when the pool is first used.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="nodePool">The section <c>NodePool</c>.</param>
    public static IServiceCollection AddNodes(this IServiceCollection services, IConfigurationSection nodePool)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IShellTransport, LocalTransport>();
        services.AddSingleton<IConfigureOptions<NodePoolOptions>>(new NodePoolConfiguration(nodePool));
        services.AddSingleton<IValidateOptions<NodePoolOptions>, NodePoolValidation>();
        services.AddOptions<NodePoolOptions>().ValidateOnStart();
        services.AddSingleton<INodePool, NodePool>();
        services.AddSingleton<IJobs, DetachedJobs>();
        services.AddOptions<JobMonitorOptions>();
        services.AddSingleton<JobMonitor>();
        services.AddSingleton<IJobMonitor>(s => s.GetRequiredService<JobMonitor>());
        services.AddHostedService(s => s.GetRequiredService<JobMonitor>());
        return services;
    }

    /// <summary>
    /// Adds the leases, kept in a context whose model calls <see cref="LeaseModel.AddLeases"/> and whose factory is
    /// registered.
    /// </summary>
    public static IServiceCollection AddLeases<TContext>(this IServiceCollection services) where TContext : DbContext =>
        services.AddSingleton<ILeases, Leases<TContext>>();
}
