namespace Elsa.Workflows.Attributes;

/// <summary>Marks a property that holds a child activity.</summary>
[AttributeUsage(AttributeTargets.Property)]
public class PortAttribute : Attribute
{
    public PortAttribute(string? name = null) => Name = name;

    public PortAttribute(string name, string displayName)
    {
        Name = name;
        DisplayName = displayName;
    }

    public string? Name { get; set; }
    public string? DisplayName { get; set; }
}
