namespace Elsa.Workflows;

/// <summary>Whose variable is stored.</summary>
public record StorageDriverContext(IExecutionContext ExecutionContext, Variable Variable, CancellationToken CancellationToken);
