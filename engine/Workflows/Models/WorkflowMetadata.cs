namespace Elsa.Workflows.Models;

/// <summary>Descriptive properties of a workflow.</summary>
public record WorkflowMetadata(string? Name = null, string? Description = null, DateTimeOffset CreatedAt = default, Version? ToolVersion = null);
