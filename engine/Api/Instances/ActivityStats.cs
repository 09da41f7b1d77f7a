using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Entities;
using Elsa.Workflows.Runtime.Filters;

namespace Pipeline.Engine.Api.Instances;

/// <summary>How often each activity of an instance was executed, and how that went: what the designer marks on its nodes.</summary>
internal sealed class ActivityStats(IActivityExecutionStore store)
{
    /// <summary>The activities that were executed, of those named when any are.</summary>
    public async Task<IReadOnlyList<ActivityStat>> OfAsync(string instanceId, ICollection<string>? nodeIds, CancellationToken cancellationToken)
    {
        var filter = new ActivityExecutionRecordFilter { WorkflowInstanceId = instanceId, ActivityNodeIds = nodeIds };
        return [.. (await store.FindManyAsync(filter, cancellationToken)).GroupBy(r => r.ActivityNodeId).Select(g => Of(g.Key, [.. g]))];
    }

    private static ActivityStat Of(string nodeId, IReadOnlyList<ActivityExecutionRecord> records)
    {
        var completed = records.Count(r => r.Status == ActivityStatus.Completed);
        return new ActivityStat(
            records[0].ActivityId, nodeId, records.Count, completed, records.Count - completed,
            records.Any(r => r.HasBookmarks && r.CompletedAt is null), records.Any(r => r.Status == ActivityStatus.Faulted), records.Sum(r => r.AggregateFaultCount));
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
