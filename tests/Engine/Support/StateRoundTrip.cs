using System.Text.Json;
using Elsa.Workflows.Memory;
using Elsa.Workflows.State;
using Pipeline.Engine.Conversion;

namespace Pipeline.Tests.Engine.Support;

/// <summary>Makes of a state what a store would: plain JSON wherever the type is not known, untyped variables.</summary>
internal static class StateRoundTrip
{
    public static WorkflowState Of(WorkflowState state) => new()
    {
        Id = state.Id,
        Name = state.Name,
        DefinitionId = state.DefinitionId,
        DefinitionVersion = state.DefinitionVersion,
        DefinitionVersionId = state.DefinitionVersionId,
        CorrelationId = state.CorrelationId,
        Status = state.Status,
        SubStatus = state.SubStatus,
        Bookmarks = state.Bookmarks.ToList(),
        Incidents = state.Incidents.ToList(),
        CompletionCallbacks = state.CompletionCallbacks.ToList(),
        ActivityExecutionContexts = state.ActivityExecutionContexts.Select(Of).ToList(),
        ScheduledActivities = state.ScheduledActivities.ToList(),
        ExecutionLogSequence = state.ExecutionLogSequence,
        Input = Json(state.Input),
        Output = Json(state.Output),
        Properties = Json(state.Properties),
        CreatedAt = state.CreatedAt,
        UpdatedAt = state.UpdatedAt,
        FinishedAt = state.FinishedAt
    };

    private static ActivityExecutionContextState Of(ActivityExecutionContextState state) => new()
    {
        Id = state.Id,
        ParentContextId = state.ParentContextId,
        ScheduledActivityNodeId = state.ScheduledActivityNodeId,
        OwnerActivityNodeId = state.OwnerActivityNodeId,
        Properties = Json(state.Properties),
        Metadata = Json(state.Metadata),
        DynamicVariables = state.DynamicVariables
            .Select(variable => new Variable(variable.Name, null, variable.Id) { StorageDriverType = variable.StorageDriverType })
            .ToList(),
        Status = state.Status,
        FaultCount = state.FaultCount,
        CallStackDepth = state.CallStackDepth,
        StartedAt = state.StartedAt,
        CompletedAt = state.CompletedAt,
        Tag = state.Tag
    };

    private static Dictionary<string, object> Json(IDictionary<string, object> values) =>
        values.ToDictionary(entry => entry.Key, object (entry) => JsonSerializer.SerializeToElement(entry.Value, entry.Value.GetType(), EngineJson.Options));
}
