namespace Pipeline.Engine.Runtime.Clients;

/// <summary>Reads handles.</summary>
internal static class DefinitionHandles
{
    /// <summary>The definition id or the version id.</summary>
    /// <exception cref="ArgumentException">The handle names neither.</exception>
    public static string DefinitionOf(WorkflowDefinitionHandle? handle) =>
        handle?.DefinitionId ?? handle?.DefinitionVersionId
        ?? throw new ArgumentException("The request names no workflow: set WorkflowDefinitionHandle.DefinitionId.", nameof(handle));
}
