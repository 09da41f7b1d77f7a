namespace Elsa.Workflows.Attributes;

/// <summary>Describes an output to the designer.</summary>
[AttributeUsage(AttributeTargets.Property)]
public class OutputAttribute : Attribute
{
    public string? Name { get; set; }
    public string? DisplayName { get; set; }
    public string? Description { get; set; }
    public bool IsBrowsable { get; set; } = true;
    public bool IsSerializable { get; set; } = true;
}
