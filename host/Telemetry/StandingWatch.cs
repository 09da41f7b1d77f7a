using Elsa.Workflows;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Filters;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pipeline.Activities.Nodes.Leases;
using Pipeline.Activities.Nodes.Pool;
using Pipeline.Host.Notifications;
using Pipeline.Host.Runs;

namespace Pipeline.Host.Telemetry;

/// <summary>Looks up how things stand, so that whoever reads the metrics never waits for the database.</summary>
internal sealed class StandingWatch(
    RunMetrics metrics, IServiceScopeFactory scopes, RunDriver driver, ILeases leases, INodePool pool, NotificationStore notifications, TimeProvider clock, ILogger<StandingWatch> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Loops.RunAsync(LookAsync, Pause, clock, log, "The gauges could not be looked up", stoppingToken);

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var store = scope.ServiceProvider.GetRequiredService<IWorkflowInstanceStore>();
        var open = await store.CountAsync(new WorkflowInstanceFilter { WorkflowStatus = WorkflowStatus.Running }, cancellationToken);
        var leased = (await leases.ListAsync(cancellationToken)).SelectMany(l => l.Lease?.Nodes ?? []).Distinct().Count();
        metrics.Now = new HostStanding((int)open, driver.Count, leased, Math.Max(0, pool.Nodes.Count - leased), await notifications.PendingAsync(cancellationToken));
    }
}
