namespace Elsa.Workflows.Signals;

/// <summary>Asks the nearest container to complete.</summary>
public record CompleteCompositeSignal(object? Value = null);
