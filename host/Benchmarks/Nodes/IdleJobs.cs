using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Pipeline.Activities.Nodes.Jobs;
using Pipeline.Activities.Nodes.Pool;
using Pipeline.Activities.Nodes.Shells;

namespace Pipeline.Host.Benchmarks.Nodes;

/// <summary>Many detached jobs that print nothing, spread over the nodes of a pool, and what watching them costs.</summary>
internal sealed class IdleJobs(INodePool pool, int count, TimeProvider clock)
{
    private readonly DetachedJobs jobs = new(pool);
    private readonly IReadOnlyList<JobSpec> specs =
    [
        .. Enumerable.Range(0, count).Select(i => new JobSpec(
            string.Create(CultureInfo.InvariantCulture, $"idle-{i}"), pool.Nodes[i % pool.Nodes.Count].Name, ShellScript.Of($"exec sleep 100000"))),
    ];

    /// <summary>Starts them; returns the seconds that took.</summary>
    public async Task<double> StartAsync(CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        await Task.WhenAll(specs.Select(s => jobs.StartAsync(s, cancellationToken)));
        return clock.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>Watches them as a host does, and returns the share of one processor that this process needed for it.</summary>
    /// <param name="settling">Time that is not counted: polls of silent jobs become rarer.</param>
    /// <param name="measured">Time that is.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public async Task<double> WatchAsync(TimeSpan settling, TimeSpan measured, CancellationToken cancellationToken)
    {
        await using var monitor = new JobMonitor(jobs, Options.Create(new JobMonitorOptions()), clock, NullLogger<JobMonitor>.Instance);
        var observer = new Silent();
        foreach (var spec in specs)
            monitor.Watch(spec, observer);
        await Task.Delay(settling, clock, cancellationToken);
        var (start, before) = (clock.GetTimestamp(), Environment.CpuUsage.TotalTime);
        await Task.Delay(measured, clock, cancellationToken);
        var share = (Environment.CpuUsage.TotalTime - before) / clock.GetElapsedTime(start);
        return observer.Trouble is { } trouble ? throw new InvalidOperationException(trouble) : share;
    }

    /// <summary>Ends them all, by their processes: they are on this machine.</summary>
    public async Task EndAsync()
    {
        var leaders = specs.Select(s => Path.Combine(jobs.Folder(s.Id), "pid")).Where(File.Exists).Select(f => $"-{File.ReadAllText(f).Split(' ')[0]}").ToList();
        if (leaders.Count == 0)
            return;
        using var kill = Process.Start(new ProcessStartInfo("kill", ["-s", "KILL", "--", .. leaders]) { RedirectStandardError = true })!;
        await kill.StandardError.ReadToEndAsync();
        await kill.WaitForExitAsync();
    }

    /// <summary>Expects to hear nothing.</summary>
    private sealed class Silent : IJobObserver
    {
        public string? Trouble { get; private set; }

        public Task OnOutputAsync(JobStatus status, string text, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task OnEndedAsync(JobStatus status, CancellationToken cancellationToken) => TellAsync($"The job {status.Id} ended: {status.State}. {status.Reason}");

        public Task OnUnreachableAsync(string jobId, string reason, CancellationToken cancellationToken) => TellAsync(reason);

        private Task TellAsync(string trouble)
        {
            Trouble = trouble;
            return Task.CompletedTask;
        }
    }
}
