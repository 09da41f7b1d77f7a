using Pipeline.Engine.Execution;

namespace Elsa.Workflows;

/// <summary>Base of behaviours.</summary>
public abstract class Behavior(IActivity owner) : IBehavior
{
    private readonly SignalHandlers _signalHandlers = new();

    public IActivity Owner { get; } = owner;

    protected virtual ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        Execute(context);
        return ValueTask.CompletedTask;
    }

    protected virtual void Execute(ActivityExecutionContext context)
    {
    }

    protected virtual ValueTask OnSignalReceivedAsync(object signal, SignalContext context)
    {
        OnSignalReceived(signal, context);
        return ValueTask.CompletedTask;
    }

    protected virtual void OnSignalReceived(object signal, SignalContext context)
    {
    }

    protected void OnSignalReceived(Type signalType, Func<object, SignalContext, ValueTask> handler) => _signalHandlers.Add(signalType, handler);

    protected void OnSignalReceived<T>(Func<T, SignalContext, ValueTask> handler) => _signalHandlers.Add(handler);

    protected void OnSignalReceived<T>(Action<T, SignalContext> handler) => _signalHandlers.Add(handler);

    ValueTask IBehavior.ExecuteAsync(ActivityExecutionContext context) => ExecuteAsync(context);

    async ValueTask ISignalHandler.ReceiveSignalAsync(object signal, SignalContext context)
    {
        await OnSignalReceivedAsync(signal, context);
        await _signalHandlers.ReceiveAsync(signal, context);
    }
}
