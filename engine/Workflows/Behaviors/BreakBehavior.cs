using Elsa.Workflows.Signals;

namespace Elsa.Workflows.Behaviors;

/// <summary>Completes a loop when its body breaks out of it; what is left of the body is cancelled.</summary>
public class BreakBehavior : Behavior
{
    public BreakBehavior(IActivity owner) : base(owner) => OnSignalReceived<BreakSignal>(OnBreakAsync);

    private async ValueTask OnBreakAsync(BreakSignal signal, SignalContext context)
    {
        context.StopPropagation();
        await context.ReceiverActivityExecutionContext.CompleteActivityAsync();
    }
}
