using Elsa.Workflows.Activities;

namespace Elsa.Workflows;

/// <summary>Collects what a workflow is made of.</summary>
public interface IWorkflowBuilder
{
    string? Id { get; set; }
    string? DefinitionId { get; set; }
    string? TenantId { get; set; }
    int Version { get; set; }
    bool IsReadonly { get; set; }
    bool IsSystem { get; set; }
    string? Name { get; set; }
    string? Description { get; set; }
    IActivity? Root { get; set; }
    ICollection<Variable> Variables { get; set; }
    ICollection<InputDefinition> Inputs { get; set; }
    ICollection<OutputDefinition> Outputs { get; set; }
    ICollection<string> Outcomes { get; set; }
    Variable? Result { get; set; }
    WorkflowOptions WorkflowOptions { get; }

    IWorkflowBuilder WithDefinitionId(string definitionId);

    IWorkflowBuilder WithId(string id);

    IWorkflowBuilder WithTenantId(string tenantId);

    IWorkflowBuilder AsReadonly();

    IWorkflowBuilder AsSystemWorkflow();

    IWorkflowBuilder WithActivationStrategyType<T>() where T : IWorkflowActivationStrategy;

    IWorkflowBuilder WithCustomProperty(string name, object value);

    Variable<T> WithVariable<T>(string name, T value);

    IWorkflowBuilder WithVariable<T>(Variable<T> variable);

    IWorkflowBuilder WithVariable(Variable variable);

    IWorkflowBuilder WithVariables(params Variable[] variables);

    InputDefinition WithInput<T>(string name, string? description = null);

    InputDefinition WithInput(string name, Type type, string? description = null);

    InputDefinition WithInput(string name, Type type, Action<InputDefinition>? setup = null);

    InputDefinition WithInput(Action<InputDefinition> setup);

    IWorkflowBuilder WithInput(InputDefinition inputDefinition);

    OutputDefinition WithOutput<T>(string name, string? description = null);

    OutputDefinition WithOutput(string name, Type type, string? description = null);

    OutputDefinition WithOutput(string name, Type type, Action<OutputDefinition>? setup = null);

    OutputDefinition WithOutput(Action<OutputDefinition> setup);

    OutputDefinition WithOutput(OutputDefinition outputDefinition);

    Task<Workflow> BuildWorkflowAsync(CancellationToken cancellationToken = default);

    Task<Workflow> BuildWorkflowAsync(IWorkflow workflowDefinition, CancellationToken cancellationToken = default);
}
