namespace Elsa.Workflows;

/// <summary>Decides whether another instance of a workflow may start.</summary>
public interface IWorkflowActivationStrategy
{
    ValueTask<bool> GetAllowActivationAsync(WorkflowInstantiationStrategyContext context);
}
