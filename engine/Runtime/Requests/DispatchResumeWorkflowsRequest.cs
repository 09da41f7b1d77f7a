namespace Elsa.Workflows.Runtime.Requests;

/// <summary>Resumes every activity of a type that waits for a payload.</summary>
public record DispatchResumeWorkflowsRequest(
    string ActivityTypeName,
    object BookmarkPayload,
    string? CorrelationId = null,
    string? WorkflowInstanceId = null,
    string? ActivityInstanceId = null,
    IDictionary<string, object>? Input = null);
