namespace Elsa.Workflows.Runtime.Stimuli;

/// <summary>The end of an executed child.</summary>
public record ExecuteWorkflowStimulus(string ChildInstanceId);
