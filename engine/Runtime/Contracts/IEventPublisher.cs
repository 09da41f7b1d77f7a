namespace Elsa.Workflows.Runtime;

/// <summary>Publishes an event to the <see cref="Activities.Event"/> activities that wait for it.</summary>
public interface IEventPublisher
{
    /// <param name="eventName">Compared exactly.</param>
    /// <param name="correlationId">Only instances with this correlation id, if given.</param>
    /// <param name="workflowInstanceId">Only this instance, if given.</param>
    /// <param name="activityInstanceId">Only this activity execution, if given.</param>
    /// <param name="payload">Becomes the result of the event activity.</param>
    /// <param name="asynchronous">Whether to return once the event is stored instead of when the instances have run.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    Task PublishAsync(string eventName, string? correlationId = null, string? workflowInstanceId = null, string? activityInstanceId = null, object? payload = null, bool asynchronous = false, CancellationToken cancellationToken = default);
}
