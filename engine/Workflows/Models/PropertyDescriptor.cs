using System.Reflection;
using System.Text.Json.Serialization;

namespace Elsa.Workflows.Models;

/// <summary>Describes an input or output of an activity type.</summary>
public abstract class PropertyDescriptor
{
    public string Name { get; set; } = "";

    [JsonPropertyName("typeName")]
    public Type Type { get; set; } = typeof(object);

    public string? DisplayName { get; set; }
    public string? Description { get; set; }
    public float Order { get; set; }
    public bool? IsBrowsable { get; set; }
    public bool? IsSerializable { get; set; }

    /// <summary>True for an input that is no CLR property but an entry of <see cref="IActivity.SyntheticProperties"/>.</summary>
    public bool IsSynthetic { get; set; }

    [JsonIgnore]
    public Func<IActivity, object?> ValueGetter { get; set; } = null!;

    [JsonIgnore]
    public Action<IActivity, object?> ValueSetter { get; set; } = null!;

    [JsonIgnore]
    public PropertyInfo? PropertyInfo { get; set; }
}
