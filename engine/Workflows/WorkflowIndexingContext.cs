using Elsa.Workflows.Activities;

namespace Elsa.Workflows;

/// <summary>The workflow whose triggers are read.</summary>
public class WorkflowIndexingContext(Workflow workflow, CancellationToken cancellationToken)
{
    public Workflow Workflow { get; } = workflow;
    public CancellationToken CancellationToken { get; } = cancellationToken;
}
