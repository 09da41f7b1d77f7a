namespace Elsa.Workflows;

/// <summary>Base of behaviours.</summary>
public abstract class Behavior(IActivity owner) : IBehavior
{
    private readonly List<(Type SignalType, Func<object, SignalContext, ValueTask> Handle)> _signalHandlers = [];

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

    protected void OnSignalReceived(Type signalType, Func<object, SignalContext, ValueTask> handler) => _signalHandlers.Add((signalType, handler));

    protected void OnSignalReceived<T>(Func<T, SignalContext, ValueTask> handler) =>
        OnSignalReceived(typeof(T), (signal, context) => handler((T)signal, context));

    protected void OnSignalReceived<T>(Action<T, SignalContext> handler) => OnSignalReceived<T>((signal, context) =>
    {
        handler(signal, context);
        return ValueTask.CompletedTask;
    });

    ValueTask IBehavior.ExecuteAsync(ActivityExecutionContext context) => ExecuteAsync(context);

    async ValueTask ISignalHandler.ReceiveSignalAsync(object signal, SignalContext context)
    {
        await OnSignalReceivedAsync(signal, context);
        foreach (var (signalType, handle) in _signalHandlers)
        {
            if (signalType.IsInstanceOfType(signal))
                await handle(signal, context);
        }
    }
}
