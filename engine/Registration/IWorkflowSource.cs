namespace Pipeline.Engine.Registration;

/// <summary>Workflows from elsewhere than code.</summary>
internal interface IWorkflowSource
{
    /// <summary>What a definition id means now, or null.</summary>
    Task<WorkflowGraph?> FindPublishedAsync(string definitionId);

    /// <summary>A version by its id; null if there is none, or its content may still change.</summary>
    Task<WorkflowGraph?> FindVersionAsync(string versionId);
}
