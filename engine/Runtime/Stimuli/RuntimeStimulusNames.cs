namespace Elsa.Workflows.Runtime;

/// <summary>Names of the runtime's own stimuli.</summary>
public static class RuntimeStimulusNames
{
    public const string Event = "Elsa.Event";
}
