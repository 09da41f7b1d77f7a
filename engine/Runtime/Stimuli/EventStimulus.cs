namespace Elsa.Workflows.Runtime.Stimuli;

/// <summary>An event of this name.</summary>
public record EventStimulus(string EventName);
