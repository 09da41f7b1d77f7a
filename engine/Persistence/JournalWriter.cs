using Elsa.Workflows.Runtime.Entities;
using Pipeline.Engine.Serialization;

namespace Pipeline.Engine.Persistence;

/// <summary>Appends what happened since the last commit to the journal.</summary>
internal static class JournalWriter
{
    public static void Write(EngineContext db, WorkflowExecutionContext context, StateJson json)
    {
        var identity = context.Workflow.Identity;
        foreach (var entry in context.ExecutionLog)
        {
            var row = db.Journal.Add(new WorkflowExecutionLogRecord
            {
                Id = $"{context.Id}-{entry.Sequence}",
                WorkflowDefinitionId = identity.DefinitionId,
                WorkflowDefinitionVersionId = identity.Id,
                WorkflowVersion = identity.Version,
                WorkflowInstanceId = context.Id,
                ActivityInstanceId = entry.ActivityInstanceId,
                ParentActivityInstanceId = entry.ParentActivityInstanceId,
                ActivityId = entry.ActivityId,
                ActivityType = entry.ActivityType,
                ActivityTypeVersion = entry.ActivityTypeVersion,
                ActivityName = entry.ActivityName,
                ActivityNodeId = entry.NodeId,
                Timestamp = entry.Timestamp,
                Sequence = entry.Sequence,
                EventName = entry.EventName,
                Message = entry.Message,
                Source = entry.Source
            });
            row.Property<string?>(JsonColumns.Payload).CurrentValue = json.Write(entry.Payload);
        }
    }
}
