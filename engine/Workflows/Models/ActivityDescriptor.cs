using System.Text.Json.Serialization;

namespace Elsa.Workflows.Models;

/// <summary>Everything that the runner and the designer know of an activity type.</summary>
public class ActivityDescriptor
{
    public string TypeName { get; set; } = "";
    public Type ClrType { get; set; } = typeof(object);
    public string Namespace { get; set; } = "";
    public string Name { get; set; } = "";
    public int Version { get; set; } = 1;
    public string Category { get; set; } = "";
    public string? DisplayName { get; set; }
    public string? Description { get; set; }
    public ICollection<InputDescriptor> Inputs { get; init; } = [];
    public ICollection<OutputDescriptor> Outputs { get; init; } = [];
    public ActivityKind Kind { get; set; } = ActivityKind.Action;
    public bool RunAsynchronously { get; set; }
    public ICollection<Port> Ports { get; set; } = [];
    public IDictionary<string, object> CustomProperties { get; set; } = new Dictionary<string, object>();
    public IDictionary<string, object> ConstructionProperties { get; set; } = new Dictionary<string, object>();
    public bool IsContainer { get; set; }
    public bool IsBrowsable { get; set; } = true;
    public bool IsStart { get; set; }
    public bool IsTerminal { get; set; }
    public string? TenantId { get; set; }

    [JsonIgnore]
    public ICollection<Attribute> Attributes { get; set; } = [];
}
