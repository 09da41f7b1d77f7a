using Microsoft.Extensions.Logging;

namespace Pipeline.Activities.Nodes.Jobs;

/// <summary>One <see cref="NodePoller"/> per node, alive while the node has watched jobs. Disposing it touches no job.</summary>
public sealed class JobMonitor(IJobs jobs, TimeProvider clock, ILogger<JobMonitor> log) : IJobMonitor, IAsyncDisposable
{
    private readonly Dictionary<string, NodePoller> pollers = [];
    private readonly Lock gate = new();
    private readonly CancellationTokenSource stopping = new();

    /// <inheritdoc/>
    public void Watch(JobSpec job, IJobObserver observer)
    {
        lock (gate)
        {
            if (!pollers.TryGetValue(job.Node, out var poller))
                pollers[job.Node] = poller = new NodePoller(job.Node, jobs, clock, log, stopping.Token);
            poller.Watch(job, observer);
        }
    }

    /// <inheritdoc/>
    public void Forget(string jobId)
    {
        lock (gate)
        {
            foreach (var poller in pollers.Values)
                poller.Forget(jobId);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        List<Task> running;
        lock (gate)
            running = [.. pollers.Values.Select(p => p.Running)];
        await Task.WhenAll(running);
        stopping.Dispose();
    }
}
