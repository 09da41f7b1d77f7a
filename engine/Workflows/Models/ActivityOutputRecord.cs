namespace Elsa.Workflows.Models;

/// <summary>A value that an activity gave out.</summary>
public record ActivityOutputRecord(string ContainerId, string ActivityId, string ActivityInstanceId, string OutputName, object? Value);
