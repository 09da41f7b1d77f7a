namespace Elsa.Workflows.Models;

/// <summary>Which definition, and which version of it, a workflow is.</summary>
public record WorkflowIdentity(string DefinitionId, int Version, string Id, string? TenantId = null)
{
    public static WorkflowIdentity VersionOne => new("1", 1, "1");
}
