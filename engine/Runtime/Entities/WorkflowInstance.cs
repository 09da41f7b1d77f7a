using Elsa.Common.Entities;
using Elsa.Workflows.State;

namespace Elsa.Workflows.Management.Entities;

/// <summary>A workflow instance as it is kept in the database.</summary>
public class WorkflowInstance : Entity
{
    public string DefinitionId { get; set; } = "";
    public string DefinitionVersionId { get; set; } = "";

    /// <summary>The version of the definition.</summary>
    public int Version { get; set; }

    public string? ParentWorkflowInstanceId { get; set; }
    public WorkflowState WorkflowState { get; set; } = null!;
    public WorkflowStatus Status { get; set; }
    public WorkflowSubStatus SubStatus { get; set; }
    public bool IsExecuting { get; set; }
    public string? CorrelationId { get; set; }
    public string? Name { get; set; }
    public int IncidentCount { get; set; }
    public bool IsSystem { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset UpdatedAt { get; set; }
    public DateTimeOffset? FinishedAt { get; set; }
}
