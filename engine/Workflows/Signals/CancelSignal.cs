namespace Elsa.Workflows.Signals;

/// <summary>Sent by an activity that was cancelled, so that it and those around it can clean up.</summary>
public record CancelSignal;
