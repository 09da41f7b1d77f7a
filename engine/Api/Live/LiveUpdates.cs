using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Filters;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pipeline.Engine.Api.Instances;

namespace Pipeline.Engine.Api.Live;

/// <summary>
/// Tells viewers that the instance they look at has moved on. It looks at the database, a few times a second and only at
/// instances that are looked at: so it sees runs that another process drives too, every message comes after the commit, and
/// a burst of commits is one message.
/// </summary>
internal sealed class LiveUpdates(ObservedInstances observed, IWorkflowInstanceStore instances, ActivityStats stats, IHubContext<InstanceHub> hub, ILogger<LiveUpdates> log) : BackgroundService
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(400);
    private readonly Dictionary<string, DateTimeOffset?> seen = [];

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pace);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await LookAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        var wanted = observed.All;
        foreach (var gone in seen.Keys.Except(wanted).ToList())
            seen.Remove(gone);
        if (wanted.Count == 0)
            return;
        try
        {
            foreach (var instance in await instances.SummarizeManyAsync(new WorkflowInstanceFilter { Ids = [.. wanted] }, cancellationToken))
            {
                if (seen.TryGetValue(instance.Id, out var last) && last == instance.UpdatedAt)
                    continue;
                await TellAsync(instance.Id, cancellationToken);
                seen[instance.Id] = instance.UpdatedAt;
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // A busy database is asked again at the next tick.
            log.LogWarning(e, "Viewers could not be told of progress");
        }
    }

    private async Task TellAsync(string instanceId, CancellationToken cancellationToken)
    {
        var group = hub.Clients.Group(instanceId);
        await group.SendAsync("ActivityExecutionLogUpdatedAsync", new { stats = await stats.OfAsync(instanceId, null, cancellationToken) }, cancellationToken);
        await group.SendAsync("WorkflowExecutionLogUpdatedAsync", new { }, cancellationToken);
        await group.SendAsync("WorkflowInstanceUpdatedAsync", new { workflowInstanceId = instanceId }, cancellationToken);
    }
}
