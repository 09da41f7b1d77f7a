namespace Elsa.Workflows.Models;

/// <summary>Whether a workflow version is the latest and whether it is published.</summary>
public record WorkflowPublication(bool IsLatest, bool IsPublished)
{
    public static WorkflowPublication LatestAndPublished => new(true, true);
    public static WorkflowPublication LatestDraft => new(true, false);
    public static WorkflowPublication Draft => new(false, false);
}
