namespace Elsa.Workflows.Models;

/// <summary>What happened during one run: log entries in order, and the contexts of the activities that took part.</summary>
public record Journal(ICollection<WorkflowExecutionLogEntry> WorkflowExecutionLogEntries, ICollection<ActivityExecutionContext> ActivityExecutionContexts)
{
    public static Journal Empty { get; } = new([], []);
}
