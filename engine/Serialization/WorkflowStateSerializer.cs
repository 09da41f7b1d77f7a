using System.Text.Json;
using Elsa.Workflows.State;

namespace Pipeline.Engine.Serialization;

/// <inheritdoc cref="IWorkflowStateSerializer"/>
internal sealed class WorkflowStateSerializer(StateJson json) : IWorkflowStateSerializer
{
    public string Serialize(WorkflowState workflowState) => JsonSerializer.Serialize(workflowState, json.Options);

    public byte[] SerializeToUtfBytes(WorkflowState workflowState) => JsonSerializer.SerializeToUtf8Bytes(workflowState, json.Options);

    public JsonElement SerializeToElement(WorkflowState workflowState) => JsonSerializer.SerializeToElement(workflowState, json.Options);

    public WorkflowState Deserialize(string serializedState) => Required(JsonSerializer.Deserialize<WorkflowState>(serializedState, json.Options));

    public WorkflowState Deserialize(JsonElement serializedState) => Required(serializedState.Deserialize<WorkflowState>(json.Options));

    private static WorkflowState Required(WorkflowState? state) => state ?? throw new JsonException("The JSON value null is no workflow state.");
}
