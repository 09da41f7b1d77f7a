namespace Elsa.Workflows.Attributes;

/// <summary>Describes an input to the designer.</summary>
[AttributeUsage(AttributeTargets.Property)]
public class InputAttribute : Attribute
{
    public string? Name { get; set; }
    public string? DisplayName { get; set; }
    public string? Description { get; set; }
    public string? Category { get; set; }

    /// <summary>The editor to use: a constant of <see cref="UIHints.InputUIHints"/>.</summary>
    public string? UIHint { get; set; }

    /// <summary>An <see cref="IPropertyUIHandler"/> that gives the editor its data.</summary>
    public Type? UIHandler { get; set; }

    public Type[]? UIHandlers { get; set; }

    /// <summary>The choices of a list editor, if they are fixed.</summary>
    public object? Options { get; set; }

    public float Order { get; set; }

    /// <summary>Shown by the designer; the activity itself must apply the same default.</summary>
    public object? DefaultValue { get; set; }

    public string? DefaultSyntax { get; set; }
    public string[]? SupportedSyntaxes { get; set; }
    public bool IsReadOnly { get; set; }
    public bool IsBrowsable { get; set; } = true;
    public bool IsSerializable { get; set; } = true;
    public bool AutoEvaluate { get; set; } = true;
    public bool CanContainSecrets { get; set; }
}
