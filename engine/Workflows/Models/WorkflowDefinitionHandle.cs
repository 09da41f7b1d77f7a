using Elsa.Common.Models;

namespace Elsa.Workflows.Models;

/// <summary>Names a workflow definition, or one version of it.</summary>
public class WorkflowDefinitionHandle
{
    public string? DefinitionId { get; init; }
    public string? DefinitionVersionId { get; init; }

    public VersionOptions? VersionOptions { get; init; }

    public static WorkflowDefinitionHandle ByDefinitionId(string definitionId, VersionOptions? versionOptions = null) =>
        new() { DefinitionId = definitionId, VersionOptions = versionOptions };

    public static WorkflowDefinitionHandle ByDefinitionVersionId(string definitionVersionId) => new() { DefinitionVersionId = definitionVersionId };
}
