namespace Elsa.Workflows;

/// <summary>Hears signals that pass by on their way up from the activity that sent them.</summary>
public interface ISignalHandler
{
    ValueTask ReceiveSignalAsync(object signal, SignalContext context);
}
