namespace Elsa.Workflows;

/// <summary>A workflow written in code.</summary>
public interface IWorkflow
{
    ValueTask BuildAsync(IWorkflowBuilder builder, CancellationToken cancellationToken = default);
}
