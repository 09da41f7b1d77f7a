using Elsa.Workflows;
using Elsa.Workflows.Management.Filters;

namespace Pipeline.Host.Runs;

/// <summary>Which runs to list.</summary>
/// <param name="Status">Only those of this state; null = all.</param>
/// <param name="Pipeline">Only those of this pipeline; null = all.</param>
internal sealed record RunFilter(RunStatus? Status = null, string? Pipeline = null)
{
    /// <summary>What the database can tell. Whether an open run waits, runs or was interrupted is not stored: it follows from who drives it.</summary>
    public WorkflowInstanceFilter ToStored() => new()
    {
        DefinitionId = Pipeline,
        WorkflowStatus = Status switch
        {
            null => null,
            RunStatus.Finished or RunStatus.Failed or RunStatus.Cancelled => WorkflowStatus.Finished,
            _ => WorkflowStatus.Running,
        },
        WorkflowSubStatus = Status switch
        {
            RunStatus.Finished => WorkflowSubStatus.Finished,
            RunStatus.Failed => WorkflowSubStatus.Faulted,
            RunStatus.Cancelled => WorkflowSubStatus.Cancelled,
            _ => null,
        },
    };

    /// <summary>Whether the database alone can tell.</summary>
    public bool IsStored => Status is null or RunStatus.Finished or RunStatus.Failed or RunStatus.Cancelled;
}
