namespace Elsa.Mediator.Contracts;

/// <summary>Delivers a notification to its handlers, one after the other, before it returns.</summary>
public interface INotificationSender
{
    Task SendAsync(INotification notification, CancellationToken cancellationToken = default);
}
