namespace Pipeline.Engine.Definitions;

/// <summary>An input that a definition declares.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The type of its value.</param>
/// <param name="Description">Its meaning; may be empty.</param>
/// <param name="Default">The value of a run that is not given one; null when there is none.</param>
public sealed record DefinitionInput(string Name, Type Type, string Description, object? Default);
