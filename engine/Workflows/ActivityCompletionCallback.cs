namespace Elsa.Workflows;

/// <summary>Called on the owner when a child completes.</summary>
public delegate ValueTask ActivityCompletionCallback(ActivityCompletedContext context);
