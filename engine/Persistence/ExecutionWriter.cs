using Elsa.Workflows.Runtime.Entities;
using Elsa.Workflows.State;
using Microsoft.EntityFrameworkCore;
using Pipeline.Engine.Serialization;

namespace Pipeline.Engine.Persistence;

/// <summary>Records the activity executions that had an event since the last commit.</summary>
internal static class ExecutionWriter
{
    public static void Write(EngineContext db, WorkflowExecutionContext context, CommitLedger ledger, StateJson json)
    {
        var closed = context.ClosedContexts.ToDictionary(item => item.Id);
        foreach (var id in context.ExecutionLog.Select(entry => entry.ActivityInstanceId).Distinct())
        {
            if ((context.FindContext(id) ?? closed.GetValueOrDefault(id)) is not { } execution)
                continue;
            var entry = db.ActivityExecutions.Entry(ToRecord(context, execution));
            entry.State = ledger.Executions.Add(id) ? EntityState.Added : EntityState.Modified;
            entry.Property<string?>(JsonColumns.State).CurrentValue = json.Write(execution.ActivityState);
            entry.Property<string?>(JsonColumns.Payload).CurrentValue = execution.JournalData.Count == 0 ? null : json.Write(execution.JournalData);
            entry.Property<string?>(JsonColumns.Outputs).CurrentValue = json.Write(Outputs(context, execution));
            entry.Property<string?>(JsonColumns.Exception).CurrentValue = json.WriteTyped(ExceptionState.FromException(execution.Exception));
            if (execution.IsCompleted)
                ledger.Executions.Remove(id);
        }
    }

    private static ActivityExecutionRecord ToRecord(WorkflowExecutionContext context, ActivityExecutionContext execution) => new()
    {
        Id = execution.Id,
        WorkflowInstanceId = context.Id,
        ActivityId = execution.Activity.Id,
        ActivityNodeId = execution.NodeId,
        ActivityType = execution.Activity.Type,
        ActivityTypeVersion = execution.Activity.Version,
        ActivityName = execution.Activity.Name,
        StartedAt = execution.StartedAt,
        CompletedAt = execution.CompletedAt,
        HasBookmarks = execution.Bookmarks.Any(),
        Status = execution.Status,
        AggregateFaultCount = execution.AggregateFaultCount
    };

    private static Dictionary<string, object>? Outputs(WorkflowExecutionContext context, ActivityExecutionContext execution)
    {
        if (!execution.IsCompleted)
            return null;
        var outputs = new Dictionary<string, object>();
        foreach (var descriptor in execution.ActivityDescriptor.Outputs)
            if (context.GetActivityOutputRegister().FindOutputByActivityId(execution.Activity.Id, descriptor.Name) is { } value)
                outputs[descriptor.Name] = value;
        return outputs.Count == 0 ? null : outputs;
    }
}
