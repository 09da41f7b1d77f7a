namespace Elsa.Workflows.Models;

/// <summary>A port of an activity type.</summary>
public class Port
{
    public string Name { get; set; } = "";
    public string? DisplayName { get; set; }
    public PortType Type { get; set; }
    public bool IsBrowsable { get; set; } = true;
}
