namespace Elsa.Workflows.Activities.Flowchart.Models;

/// <summary>A point in the designer.</summary>
public class Position
{
    public double X { get; set; }
    public double Y { get; set; }
}
