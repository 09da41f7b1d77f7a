using Elsa.Workflows.Runtime.Messages;

namespace Elsa.Workflows.Runtime.Results;

/// <summary>The instances that a stimulus resumed.</summary>
public record SendStimulusResult(ICollection<RunWorkflowInstanceResponse> WorkflowInstanceResponses);
