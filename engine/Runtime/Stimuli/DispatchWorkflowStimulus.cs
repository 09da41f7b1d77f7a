namespace Elsa.Workflows.Runtime.Stimuli;

/// <summary>The end of a dispatched child.</summary>
public record DispatchWorkflowStimulus(string ChildInstanceId);
