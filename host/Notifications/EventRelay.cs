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
        Exception? fault = null;
        foreach (var happened in await store.EventsAsync(cancellationToken))
        {
            try
            {
                await RelayAsync(happened, cancellationToken);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                // It stays, and holds up no other.
                fault = e;
            }
        }

        if (fault is not null)
            throw new InvalidOperationException("At least one event could not be relayed; it is tried again.", fault);
    }

    private async Task RelayAsync(RunEvent happened, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var run = now - happened.At > Stale ? null : await queries.FindExactAsync(happened.Run, cancellationToken);
        var targets = run is null ? [] : settings.Targets.Where(t => t.Events.Contains(happened.Kind));
        await store.ReplaceAsync(happened, [.. targets.Select(t => new Message(happened.Id, t.Name, body.Of(t, happened, run!)))], now, cancellationToken);
        // After the commit: an event that is tried again is not counted again.
        if (run is null)
            return;
        foreach (var observer in observers)
            observer.Happened(happened, run);
    }
}
