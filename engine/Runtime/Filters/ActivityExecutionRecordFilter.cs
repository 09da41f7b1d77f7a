using Elsa.Workflows.Runtime.Entities;

namespace Elsa.Workflows.Runtime.Filters;

/// <summary>Which activity executions: every property that is set must match.</summary>
public class ActivityExecutionRecordFilter
{
    public string? Id { get; set; }
    public string? WorkflowInstanceId { get; set; }
    public string? ActivityId { get; set; }
    public ICollection<string>? ActivityIds { get; set; }
    public string? ActivityNodeId { get; set; }
    public ICollection<string>? ActivityNodeIds { get; set; }
    public ActivityStatus? Status { get; set; }
    public bool? Completed { get; set; }

    public IQueryable<ActivityExecutionRecord> Apply(IQueryable<ActivityExecutionRecord> queryable)
    {
        if (Id is not null)
            queryable = queryable.Where(record => record.Id == Id);
        if (WorkflowInstanceId is not null)
            queryable = queryable.Where(record => record.WorkflowInstanceId == WorkflowInstanceId);
        if (ActivityId is not null)
            queryable = queryable.Where(record => record.ActivityId == ActivityId);
        if (ActivityIds is not null)
            queryable = queryable.Where(record => ActivityIds.Contains(record.ActivityId));
        if (ActivityNodeId is not null)
            queryable = queryable.Where(record => record.ActivityNodeId == ActivityNodeId);
        if (ActivityNodeIds is not null)
            queryable = queryable.Where(record => ActivityNodeIds.Contains(record.ActivityNodeId));
        if (Status is not null)
            queryable = queryable.Where(record => record.Status == Status);
        if (Completed is not null)
            queryable = queryable.Where(record => record.CompletedAt != null == Completed);
        return queryable;
    }
}
