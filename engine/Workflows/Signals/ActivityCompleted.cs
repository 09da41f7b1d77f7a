namespace Elsa.Workflows.Signals;

/// <summary>Sent by an activity that completed.</summary>
public record ActivityCompleted(object? Result = null);
