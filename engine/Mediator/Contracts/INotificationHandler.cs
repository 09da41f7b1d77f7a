namespace Elsa.Mediator.Contracts;

/// <summary>Marks a handler of notifications.</summary>
public interface INotificationHandler;

/// <summary>Handles one kind of notification; resolved from the service provider of the run.</summary>
public interface INotificationHandler<T> : INotificationHandler where T : INotification
{
    Task HandleAsync(T notification, CancellationToken cancellationToken);
}
