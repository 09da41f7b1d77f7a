using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Pipeline.Host.Scheduling;

/// <summary>Keeps the schedules of a serving host going, each by itself: one that checks a large result holds up no other.</summary>
internal sealed class Scheduler(IReadOnlyList<ScheduleRunner> runners, TimeProvider clock, ILogger<Scheduler> log) : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(15);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(runners.Select(r => RunAsync(r, stoppingToken)));

    private async Task RunAsync(ScheduleRunner runner, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = Tick;
            try
            {
                await runner.TickAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                log.LogError(e, "The schedule {Schedule} could not go on; it is tried again in {Pause}", runner.Schedule.Name, AfterFailure);
                pause = AfterFailure;
            }

            await Task.Delay(pause, clock, stoppingToken).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }
}
