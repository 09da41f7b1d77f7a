namespace Elsa.Workflows.ActivationValidators;

/// <summary>Any number of instances may run.</summary>
public class AllowAlwaysStrategy : IWorkflowActivationStrategy
{
    public ValueTask<bool> GetAllowActivationAsync(WorkflowInstantiationStrategyContext context) => ValueTask.FromResult(true);
}
