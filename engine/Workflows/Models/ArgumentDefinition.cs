namespace Elsa.Workflows.Models;

/// <summary>Declares an input or output of a workflow.</summary>
public abstract class ArgumentDefinition
{
    public Type Type { get; set; } = typeof(object);
    public string Name { get; set; } = "";
    public string DisplayName { get; set; } = "";
    public string Description { get; set; } = "";
    public string Category { get; set; } = "";
}
