using Elsa.Workflows.Activities;

namespace Elsa.Workflows;

/// <summary>The instance that is about to start.</summary>
public record WorkflowInstantiationStrategyContext(Workflow Workflow, string? CorrelationId, CancellationToken CancellationToken);
