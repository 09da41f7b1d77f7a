using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pipeline.Host.Runs;

namespace Pipeline.Host.Notifications;

/// <summary>
/// Delivers messages at least once: one is kept until its target has answered, so a host that dies after the answer and
/// before it notes it sends the message again, under the same id. Each target by itself: one that is dead holds up no other.
/// </summary>
internal sealed class MessageSender(NotificationStore store, NotificationSettings settings, MessagePost post, TimeProvider clock, ILogger<MessageSender> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan GiveUp = TimeSpan.FromDays(3);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (await store.ForgetOthersAsync([.. settings.Targets.Select(t => t.Name)], stoppingToken) is > 0 and var forgotten)
            log.LogWarning("{Count} messages for targets that are configured no more are forgotten", forgotten);
        await Task.WhenAll(settings.Targets.Select(target =>
            Loops.RunAsync(token => DeliverAsync(target, token), Pause, clock, log, $"Messages for {target.Name} could not be looked at", stoppingToken)));
    }

    private async Task DeliverAsync(NotificationTarget target, CancellationToken cancellationToken)
    {
        foreach (var message in await store.DueAsync(target.Name, clock.GetUtcNow(), cancellationToken))
        {
            var fault = await post.SendAsync(target, message, cancellationToken);
            var now = clock.GetUtcNow();
            if (fault is null)
            {
                await store.RemoveAsync(message, CancellationToken.None);
            }
            else if (now.UtcTicks - message.MadeAt > GiveUp.Ticks)
            {
                log.LogError("The message {Id} for {Target} is given up after {Days} days: {Fault}", message.Id, target.Name, GiveUp.TotalDays, fault);
                await store.RemoveAsync(message, CancellationToken.None);
            }
            else
            {
                var due = now + DeliveryPace.After(message.Attempts);
                log.LogWarning("The message {Id} did not arrive at {Target}: {Fault}. It is sent again at {Due}", message.Id, target.Name, fault, due);
                await store.PutOffAsync(message, due, CancellationToken.None);
            }
        }
    }
}

/// <summary>How long to wait before a message is tried again.</summary>
internal static class DeliveryPace
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>Twice as long each time, from 5 seconds to an hour.</summary>
    public static TimeSpan After(int attempts) => attempts >= 10 ? Longest : First * Math.Pow(2, attempts) is var pause && pause < Longest ? pause : Longest;
}
