using Elsa.Common.Entities;

namespace Elsa.Workflows.Runtime.Entities;

/// <summary>A bookmark as it is kept in the database, to be found by its hash.</summary>
public class StoredBookmark : Entity
{
    public string? Name { get; set; }
    public string Hash { get; set; } = "";
    public string WorkflowInstanceId { get; set; } = "";
    public string? ActivityInstanceId { get; set; }
    public string? CorrelationId { get; set; }
    public object? Payload { get; set; }
    public IDictionary<string, string>? Metadata { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
}
