using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pipeline.Host.Runs;

namespace Pipeline.Host.Scheduling;

/// <summary>Keeps the schedules of a serving host going, each by itself: one that checks a large result holds up no other.</summary>
internal sealed class Scheduler(IReadOnlyList<ScheduleRunner> runners, TimeProvider clock, ILogger<Scheduler> log) : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(runners.Select(runner =>
        Loops.RunAsync(runner.TickAsync, Tick, clock, log, $"The schedule {runner.Schedule.Name} could not go on", stoppingToken)));
}
