using Elsa.Workflows.Runtime.Filters;
using Microsoft.EntityFrameworkCore;
using Pipeline.Engine.Persistence;

namespace Pipeline.Engine.Api.Instances;

/// <summary>How often each activity of an instance was executed, and how that went: what the designer marks on its nodes. The database counts.</summary>
internal sealed class ActivityStats(EngineDatabase database)
{
    /// <summary>The activities that were executed, of those named when any are.</summary>
    public async Task<IReadOnlyList<ActivityStat>> OfAsync(string instanceId, ICollection<string>? nodeIds, CancellationToken cancellationToken)
    {
        var filter = new ActivityExecutionRecordFilter { WorkflowInstanceId = instanceId, ActivityNodeIds = nodeIds.OrNone() };
        await using var db = await database.OpenAsync(cancellationToken);
        return await filter.Apply(db.ActivityExecutions)
            .GroupBy(record => new { record.ActivityNodeId, record.ActivityId })
            .Select(group => new ActivityStat(
                group.Key.ActivityId,
                group.Key.ActivityNodeId,
                group.Count(),
                group.Count(record => record.Status == ActivityStatus.Completed),
                group.Count(record => record.Status != ActivityStatus.Completed),
                group.Count(record => record.HasBookmarks && record.CompletedAt == null) > 0,
                group.Count(record => record.Status == ActivityStatus.Faulted) > 0,
                group.Sum(record => record.AggregateFaultCount)))
            .ToListAsync(cancellationToken);
    }
}

/// <summary>What is known of an activity's executions.</summary>
/// <param name="ActivityId">The activity.</param>
/// <param name="ActivityNodeId">Its place in the workflow.</param>
/// <param name="StartedCount">How often it was begun.</param>
/// <param name="CompletedCount">How often it was completed.</param>
/// <param name="UncompletedCount">How many executions are open or ended otherwise.</param>
/// <param name="IsBlocked">It waits for something.</param>
/// <param name="IsFaulted">It failed.</param>
/// <param name="AggregateFaultCount">Failures in it and below it.</param>
internal sealed record ActivityStat(
    string ActivityId, string ActivityNodeId, int StartedCount, int CompletedCount, int UncompletedCount, bool IsBlocked, bool IsFaulted, int AggregateFaultCount);
