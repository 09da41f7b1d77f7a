using Elsa.Workflows.Runtime.Entities;

namespace Elsa.Workflows.Runtime.Filters;

/// <summary>Which journal records: every property that is set must match.</summary>
public class WorkflowExecutionLogRecordFilter
{
    public string? Id { get; set; }
    public string? WorkflowInstanceId { get; set; }
    public ICollection<string>? WorkflowInstanceIds { get; set; }
    public string? ParentActivityInstanceId { get; set; }
    public string? ActivityId { get; set; }
    public ICollection<string>? ActivityIds { get; set; }
    public string? ActivityNodeId { get; set; }
    public ICollection<string>? ActivityNodeIds { get; set; }
    public string? ExcludeActivityType { get; set; }
    public ICollection<string>? ExcludeActivityTypes { get; set; }
    public string? EventName { get; set; }
    public ICollection<string>? EventNames { get; set; }

    public IQueryable<WorkflowExecutionLogRecord> Apply(IQueryable<WorkflowExecutionLogRecord> queryable)
    {
        if (Id is not null)
            queryable = queryable.Where(record => record.Id == Id);
        if (WorkflowInstanceId is not null)
            queryable = queryable.Where(record => record.WorkflowInstanceId == WorkflowInstanceId);
        if (WorkflowInstanceIds is not null)
            queryable = queryable.Where(record => WorkflowInstanceIds.Contains(record.WorkflowInstanceId));
        if (ParentActivityInstanceId is not null)
            queryable = queryable.Where(record => record.ParentActivityInstanceId == ParentActivityInstanceId);
        if (ActivityId is not null)
            queryable = queryable.Where(record => record.ActivityId == ActivityId);
        if (ActivityNodeId is not null)
            queryable = queryable.Where(record => record.ActivityNodeId == ActivityNodeId);
        if (ActivityIds is not null)
            queryable = queryable.Where(record => ActivityIds.Contains(record.ActivityId));
        if (ActivityNodeIds is not null)
            queryable = queryable.Where(record => ActivityNodeIds.Contains(record.ActivityNodeId));
        if (ExcludeActivityTypes is not null)
            queryable = queryable.Where(record => !ExcludeActivityTypes.Contains(record.ActivityType));
        if (ExcludeActivityType is not null)
            queryable = queryable.Where(record => record.ActivityType != ExcludeActivityType);
        if (EventName is not null)
            queryable = queryable.Where(record => record.EventName == EventName);
        if (EventNames is not null)
            queryable = queryable.Where(record => EventNames.Contains(record.EventName!));
        return queryable;
    }
}
