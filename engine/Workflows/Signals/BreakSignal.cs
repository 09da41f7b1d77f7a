namespace Elsa.Workflows.Signals;

/// <summary>Asks the nearest loop to end.</summary>
public record BreakSignal;
