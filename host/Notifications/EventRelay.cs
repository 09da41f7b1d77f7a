using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pipeline.Host.Runs;

namespace Pipeline.Host.Notifications;

/// <summary>Turns events into messages for those who want to know, and tells the observers in this process.</summary>
internal sealed class EventRelay(
    NotificationStore store, NotificationSettings settings, MessageBody body, RunQueries queries, IEnumerable<IRunObserver> observers, TimeProvider clock, ILogger<EventRelay> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Events of runs that ended long ago, while no host served, are no news.</summary>
    private static readonly TimeSpan Stale = TimeSpan.FromDays(3);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Loops.RunAsync(RelayAsync, Pause, clock, log, "Events could not be relayed", stoppingToken);

    private async Task RelayAsync(CancellationToken cancellationToken)
    {
        foreach (var happened in await store.EventsAsync(cancellationToken))
        {
            var now = clock.GetUtcNow();
            var run = now - happened.At > Stale ? null : await queries.FindExactAsync(happened.Run, cancellationToken);
            if (run is not null)
            {
                foreach (var observer in observers)
                    observer.Happened(happened, run);
            }

            var targets = run is null ? [] : settings.Targets.Where(t => t.Events.Contains(happened.Kind));
            await store.ReplaceAsync(happened, [.. targets.Select(t => new Message(happened.Id, t.Name, body.Of(t, happened, run!)))], now, cancellationToken);
        }
    }
}
