namespace Elsa.Workflows.Models;

/// <summary>Names a workflow definition, or one version of it.</summary>
public class WorkflowDefinitionHandle
{
    public string? DefinitionId { get; init; }
    public string? DefinitionVersionId { get; init; }

    public static WorkflowDefinitionHandle ByDefinitionVersionId(string definitionVersionId) => new() { DefinitionVersionId = definitionVersionId };
}
