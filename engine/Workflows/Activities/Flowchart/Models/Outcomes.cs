namespace Elsa.Workflows.Activities.Flowchart.Models;

/// <summary>The outcomes that an activity completed with.</summary>
public record Outcomes(params string[] Names)
{
    public static readonly Outcomes Default = new("Done");
    public static readonly Outcomes Empty = new();
}
