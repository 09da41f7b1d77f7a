using Elsa.Workflows;

namespace Pipeline.Engine.Execution;

/// <summary>The handlers that an activity or behavior registered for types of signals.</summary>
internal sealed class SignalHandlers
{
    private readonly List<(Type SignalType, Func<object, SignalContext, ValueTask> Handle)> _handlers = [];

    public void Add(Type signalType, Func<object, SignalContext, ValueTask> handler) => _handlers.Add((signalType, handler));

    public void Add<T>(Func<T, SignalContext, ValueTask> handler) => Add(typeof(T), (signal, context) => handler((T)signal, context));

    public void Add<T>(Action<T, SignalContext> handler) => Add<T>((signal, context) =>
    {
        handler(signal, context);
        return ValueTask.CompletedTask;
    });

    /// <summary>Calls those whose type fits, in the order of registration.</summary>
    public async ValueTask ReceiveAsync(object signal, SignalContext context)
    {
        foreach (var (signalType, handle) in _handlers)
        {
            if (signalType.IsInstanceOfType(signal))
                await handle(signal, context);
        }
    }
}
