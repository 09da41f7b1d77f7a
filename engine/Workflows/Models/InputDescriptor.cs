namespace Elsa.Workflows.Models;

/// <summary>Describes an input of an activity type to the runner and to the designer.</summary>
public class InputDescriptor : PropertyDescriptor
{
    /// <summary>Whether the property is an <see cref="Input"/> (evaluated) or a plain value.</summary>
    public bool IsWrapped { get; set; }

    public string UIHint { get; set; } = "";
    public string? Category { get; set; }
    public object? DefaultValue { get; set; }
    public string? DefaultSyntax { get; set; }
    public bool? IsReadOnly { get; set; }
    public bool IsSensitive { get; set; }

    /// <summary>Whether the runner evaluates it before the activity runs; otherwise the activity asks for it.</summary>
    public bool AutoEvaluate { get; set; } = true;

    public Type? StorageDriverType { get; set; }

    /// <summary>What the designer's editor needs, by hint (for example the items of a drop-down list).</summary>
    public IDictionary<string, object>? UISpecifications { get; set; }
}
