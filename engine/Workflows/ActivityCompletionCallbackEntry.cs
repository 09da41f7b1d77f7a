namespace Elsa.Workflows;

/// <summary>A callback that waits for a child to complete.</summary>
public record ActivityCompletionCallbackEntry(ActivityExecutionContext Owner, ActivityNode Child, ActivityCompletionCallback? CompletionCallback, object? Tag = null);
