using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Pipeline.Activities.Nodes.Jobs;

/// <summary>
/// Polls the nodes that have watched jobs. It only looks: when the host stops, the jobs run on, and whoever watches them
/// next hears their whole log and their end again. A job's time limit counts on its node from the job's start; its silence
/// counts here, from when it was watched or its log last grew, so no two clocks are ever compared.
/// </summary>
public sealed class JobMonitor(IJobs jobs, IOptions<JobMonitorOptions> options, TimeProvider time, ILogger<JobMonitor> log)
    : IJobMonitor, IHostedService, IAsyncDisposable
{
    private readonly Dictionary<string, NodePoller> pollers = [];
    private readonly CancellationTokenSource stopping = new();
    private readonly Lock gate = new();

    /// <inheritdoc/>
    public void Watch(JobSpec job, IJobObserver observer)
    {
        lock (gate)
        {
            if (!pollers.TryGetValue(job.Node, out var poller))
                pollers[job.Node] = poller = new NodePoller(job.Node, jobs, options.Value, time, log, stopping.Token);
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
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Stops polling; the jobs are left alone.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        Task[] ends;
        lock (gate)
        {
            if (!stopping.IsCancellationRequested)
                stopping.Cancel();
            ends = [.. pollers.Values.Select(p => p.Ended)];
        }

        await Task.WhenAll(ends).WaitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None);
        stopping.Dispose();
    }
}
