using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Management.Models;
using Pipeline.Engine.Runtime.Filters;

namespace Elsa.Workflows.Management.Filters;

/// <summary>Which instances: every property that is set must match.</summary>
public class WorkflowInstanceFilter
{
    public string? Id { get; set; }
    public ICollection<string>? Ids { get; set; }

    /// <summary>Part of the id, name, correlation id or definition id.</summary>
    public string? SearchTerm { get; set; }

    public string? Name { get; set; }
    public string? DefinitionId { get; set; }
    public ICollection<string>? DefinitionIds { get; set; }
    public string? DefinitionVersionId { get; set; }
    public int? Version { get; set; }
    public string? CorrelationId { get; set; }
    public ICollection<string>? ParentWorkflowInstanceIds { get; set; }
    public WorkflowStatus? WorkflowStatus { get; set; }
    public ICollection<WorkflowStatus>? WorkflowStatuses { get; set; }
    public WorkflowSubStatus? WorkflowSubStatus { get; set; }
    public ICollection<WorkflowSubStatus>? WorkflowSubStatuses { get; set; }
    public bool? IsExecuting { get; set; }
    public bool? HasIncidents { get; set; }
    public bool? IsSystem { get; set; }
    public DateTimeOffset? BeforeLastUpdated { get; set; }
    public ICollection<TimestampFilter>? TimestampFilters { get; set; }

    public IQueryable<WorkflowInstance> Apply(IQueryable<WorkflowInstance> query)
    {
        query = ApplyIdentity(query);
        if (WorkflowStatus is not null)
            query = query.Where(instance => instance.Status == WorkflowStatus);
        if (WorkflowStatuses is not null)
            query = query.Where(instance => WorkflowStatuses.Contains(instance.Status));
        if (WorkflowSubStatus is not null)
            query = query.Where(instance => instance.SubStatus == WorkflowSubStatus);
        if (WorkflowSubStatuses is not null)
            query = query.Where(instance => WorkflowSubStatuses.Contains(instance.SubStatus));
        if (IsExecuting is not null)
            query = query.Where(instance => instance.IsExecuting == IsExecuting);
        if (HasIncidents is not null)
            query = query.Where(instance => instance.IncidentCount > 0 == HasIncidents);
        if (IsSystem is not null)
            query = query.Where(instance => instance.IsSystem == IsSystem);
        if (BeforeLastUpdated is not null)
            query = query.Where(instance => instance.UpdatedAt < BeforeLastUpdated);
        foreach (var comparison in TimestampFilters ?? [])
            query = query.Where(TimestampComparison.Of(comparison));
        return query;
    }

    private IQueryable<WorkflowInstance> ApplyIdentity(IQueryable<WorkflowInstance> query)
    {
        if (Id is not null)
            query = query.Where(instance => instance.Id == Id);
        if (Ids is not null)
            query = query.Where(instance => Ids.Contains(instance.Id));
        if (SearchTerm is not null)
            query = query.Where(instance => instance.Id.Contains(SearchTerm) || instance.Name!.Contains(SearchTerm) || instance.CorrelationId!.Contains(SearchTerm) || instance.DefinitionId.Contains(SearchTerm));
        if (Name is not null)
            query = query.Where(instance => instance.Name == Name);
        if (DefinitionId is not null)
            query = query.Where(instance => instance.DefinitionId == DefinitionId);
        if (DefinitionIds is not null)
            query = query.Where(instance => DefinitionIds.Contains(instance.DefinitionId));
        if (DefinitionVersionId is not null)
            query = query.Where(instance => instance.DefinitionVersionId == DefinitionVersionId);
        if (Version is not null)
            query = query.Where(instance => instance.Version == Version);
        if (CorrelationId is not null)
            query = query.Where(instance => instance.CorrelationId == CorrelationId);
        if (ParentWorkflowInstanceIds is not null)
            query = query.Where(instance => ParentWorkflowInstanceIds.Contains(instance.ParentWorkflowInstanceId!));
        return query;
    }
}
