using Elsa.Workflows.Activities;

namespace Elsa.Workflows.Runtime;

/// <summary>Takes in workflows that were built in code.</summary>
public interface IWorkflowRegistry
{
    Task RegisterAsync(Workflow workflow, CancellationToken cancellationToken = default);
}
