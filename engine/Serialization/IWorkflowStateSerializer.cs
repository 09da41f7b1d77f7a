using System.Text.Json;
using Elsa.Workflows.State;

namespace Elsa.Workflows;

/// <summary>The JSON form of a saved instance.</summary>
public interface IWorkflowStateSerializer
{
    string Serialize(WorkflowState workflowState);

    byte[] SerializeToUtfBytes(WorkflowState workflowState);

    JsonElement SerializeToElement(WorkflowState workflowState);

    /// <exception cref="JsonException">The text is no instance state.</exception>
    WorkflowState Deserialize(string serializedState);

    /// <exception cref="JsonException">The element is no instance state.</exception>
    WorkflowState Deserialize(JsonElement serializedState);
}
