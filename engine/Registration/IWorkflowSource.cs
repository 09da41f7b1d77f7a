namespace Pipeline.Engine.Registration;

/// <summary>Workflows from elsewhere than code.</summary>
internal interface IWorkflowSource
{
    /// <summary>What a definition id means now, or null.</summary>
    Task<WorkflowGraph?> FindPublishedAsync(string definitionId);

    /// <summary>A version by its id, or null.</summary>
    Task<WorkflowGraph?> FindVersionAsync(string versionId);
}
