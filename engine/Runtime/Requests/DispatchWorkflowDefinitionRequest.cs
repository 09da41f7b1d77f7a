using System.Text.Json.Serialization;

namespace Elsa.Workflows.Runtime.Requests;

/// <summary>Starts an instance of a definition version.</summary>
public class DispatchWorkflowDefinitionRequest
{
    [JsonConstructor]
    public DispatchWorkflowDefinitionRequest()
    {
    }

    public DispatchWorkflowDefinitionRequest(string definitionVersionId) => DefinitionVersionId = definitionVersionId;

    public string DefinitionVersionId { get; set; } = "";
    public string? ParentWorkflowInstanceId { get; set; }
    public IDictionary<string, object>? Input { get; set; }
    public IDictionary<string, object>? Properties { get; set; }
    public string? CorrelationId { get; set; }

    /// <summary>The id of the new instance; generated if null. The same id never starts a second instance.</summary>
    public string? InstanceId { get; set; }

    public string? TriggerActivityId { get; set; }
}
