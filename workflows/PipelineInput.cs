using Elsa.Expressions.Models;
using Elsa.Workflows;
using Elsa.Workflows.Models;

namespace Pipeline.Workflows;

/// <summary>One input of a pipeline: what users set, with its meaning and default.</summary>
public abstract class PipelineInput
{
    /// <summary>For the one generic kind.</summary>
    private protected PipelineInput(string name, Type type, string description, object? defaultValue) =>
        (Name, Type, Description, Default) = (name, type, description, defaultValue);

    /// <summary>The name for <c>--set name=value</c>, hooks and the designer.</summary>
    public string Name { get; }

    /// <summary>Its type.</summary>
    public Type Type { get; }

    /// <summary>Its meaning, with units.</summary>
    public string Description { get; }

    /// <summary>The value when it is not set; null = it must be set.</summary>
    public object? Default { get; }

    /// <summary>Whether it must be set.</summary>
    public bool Required => Default is null;

    /// <summary>Declares it in a workflow.</summary>
    internal InputDefinition Declare(IWorkflowBuilder builder) => builder.WithInput(Name, Type, Description);
}

/// <summary>An input of type <typeparamref name="T"/>.</summary>
public sealed class PipelineInput<T> : PipelineInput
{
    internal PipelineInput(string name, string description, T defaultValue) : base(name, typeof(T), description, defaultValue) { }

    internal PipelineInput(string name, string description) : base(name, typeof(T), description, null) { }

    /// <summary>Its value, as an activity's input. An expression of Elsa's type <c>Input</c>, so that the designer can show it.</summary>
    internal Input<T> Value => new(new Expression("Input", new InputDefinition { Name = Name, Type = typeof(T) }));

    /// <summary>Its value in a run that was given all inputs.</summary>
    public T In(IReadOnlyDictionary<string, object?> values) => (T)values[Name]!;
}
