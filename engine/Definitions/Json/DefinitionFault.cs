namespace Pipeline.Engine.Definitions.Json;

/// <summary>What is wrong with a definition.</summary>
/// <param name="Path">Where, as a JSON path such as <c>$.root.activities[2].condition</c>.</param>
/// <param name="Message">What is wrong and what would do, in one or two sentences.</param>
public sealed record DefinitionFault(string Path, string Message)
{
    public override string ToString() => $"{Path}: {Message}";
}
