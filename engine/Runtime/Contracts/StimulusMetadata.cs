namespace Elsa.Workflows.Runtime;

/// <summary>Narrows down whom a stimulus reaches, and what it brings.</summary>
public class StimulusMetadata
{
    public string? CorrelationId { get; set; }
    public string? WorkflowInstanceId { get; set; }
    public string? ActivityInstanceId { get; set; }
    public string? BookmarkId { get; set; }
    public IDictionary<string, object>? Input { get; set; }
    public IDictionary<string, object>? Properties { get; set; }
}
