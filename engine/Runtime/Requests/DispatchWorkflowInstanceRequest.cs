using System.Text.Json.Serialization;

namespace Elsa.Workflows.Runtime.Requests;

/// <summary>Lets an existing instance go on, from a bookmark if one is given.</summary>
public class DispatchWorkflowInstanceRequest
{
    [JsonConstructor]
    public DispatchWorkflowInstanceRequest()
    {
    }

    public DispatchWorkflowInstanceRequest(string instanceId) => InstanceId = instanceId;

    public string InstanceId { get; init; } = "";
    public string? BookmarkId { get; set; }
    public IDictionary<string, object>? Input { get; init; }
    public IDictionary<string, object>? Properties { get; init; }
}
