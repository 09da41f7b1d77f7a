namespace Elsa.Workflows.Memory;

/// <summary>What a memory block knows of the variable it holds.</summary>
/// <param name="Variable">The declaration.</param>
/// <param name="StorageDriverType">Where the value is kept while the workflow is suspended; null for nowhere.</param>
/// <param name="IsInitialized">Whether the stored value was read back.</param>
public record VariableBlockMetadata(Variable Variable, Type? StorageDriverType, bool IsInitialized);
