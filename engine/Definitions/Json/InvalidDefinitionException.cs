namespace Pipeline.Engine.Definitions.Json;

/// <summary>A definition that cannot run. Carries all faults, not the first alone.</summary>
public sealed class InvalidDefinitionException(IReadOnlyList<DefinitionFault> faults) : Exception(string.Join(Environment.NewLine, faults))
{
    public InvalidDefinitionException(string path, string message) : this([new DefinitionFault(path, message)])
    {
    }

    public IReadOnlyList<DefinitionFault> Faults { get; } = faults;
}
