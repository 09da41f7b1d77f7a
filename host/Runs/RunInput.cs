using Pipeline.Engine.Definitions;
using Pipeline.Workflows;

namespace Pipeline.Host.Runs;

/// <summary>An input of something that can be run.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
/// <param name="Description">Its meaning; may be empty.</param>
/// <param name="Default">The value when it is not set; null = it must be set.</param>
internal sealed record RunInput(string Name, Type Type, string Description, object? Default)
{
    /// <summary>Whether it must be set.</summary>
    public bool Required => Default is null;

    /// <summary>Whether an empty text is a value: designed workflows have no other way to say that an input is left empty.</summary>
    public bool MayBeEmpty { get; init; }

    /// <summary>An input of a pipeline of the product.</summary>
    public static RunInput Of(PipelineInput input) => new(input.Name, input.Type, input.Description, input.Default);

    /// <summary>An input of a designed workflow.</summary>
    public static RunInput Of(DefinitionInput input) =>
        new(input.Name, input.Type, input.Description, input.Default) { MayBeEmpty = input.Type == typeof(string) || input.Type == typeof(object) };

    /// <summary>For lists of what can be run.</summary>
    public WorkflowInputInfo ToInfo() => new(Name, InputReader.Words(Type), Description, InputReader.Text(Default)) { MayBeEmpty = MayBeEmpty };
}
