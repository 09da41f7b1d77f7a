namespace Elsa.Workflows;

/// <summary>A signal at one of its stations.</summary>
public class SignalContext(ActivityExecutionContext receiverActivityExecutionContext, ActivityExecutionContext senderActivityExecutionContext, CancellationToken cancellationToken)
{
    public ActivityExecutionContext ReceiverActivityExecutionContext { get; init; } = receiverActivityExecutionContext;
    public ActivityExecutionContext SenderActivityExecutionContext { get; init; } = senderActivityExecutionContext;
    public CancellationToken CancellationToken { get; init; } = cancellationToken;
    public bool IsSelf => ReceiverActivityExecutionContext == SenderActivityExecutionContext;

    internal bool StopPropagationRequested { get; private set; }

    /// <summary>Keeps the signal from those further up.</summary>
    public void StopPropagation() => StopPropagationRequested = true;
}
