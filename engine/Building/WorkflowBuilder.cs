using Elsa.Workflows.Activities;

namespace Pipeline.Engine.Building;

/// <inheritdoc cref="IWorkflowBuilder"/>
internal sealed class WorkflowBuilder(IWorkflowGraphBuilder graphs, ISystemClock clock) : IWorkflowBuilder
{
    private readonly Dictionary<string, object> _customProperties = [];

    public string? Id { get; set; }
    public string? DefinitionId { get; set; }
    public string? TenantId { get; set; }
    public int Version { get; set; } = 1;
    public bool IsReadonly { get; set; }
    public bool IsSystem { get; set; }
    public string? Name { get; set; }
    public string? Description { get; set; }
    public IActivity? Root { get; set; }
    public ICollection<Variable> Variables { get; set; } = [];
    public ICollection<InputDefinition> Inputs { get; set; } = [];
    public ICollection<OutputDefinition> Outputs { get; set; } = [];
    public ICollection<string> Outcomes { get; set; } = [];
    public Variable? Result { get; set; }
    public WorkflowOptions WorkflowOptions { get; } = new();

    public IWorkflowBuilder WithDefinitionId(string definitionId) => With(() => DefinitionId = definitionId);

    public IWorkflowBuilder WithId(string id) => With(() => Id = id);

    public IWorkflowBuilder WithTenantId(string tenantId) => With(() => TenantId = tenantId);

    public IWorkflowBuilder AsReadonly() => With(() => IsReadonly = true);

    public IWorkflowBuilder AsSystemWorkflow() => With(() => IsSystem = true);

    public IWorkflowBuilder WithActivationStrategyType<T>() where T : IWorkflowActivationStrategy => With(() => WorkflowOptions.ActivationStrategyType = typeof(T));

    public IWorkflowBuilder WithCustomProperty(string name, object value) => With(() => _customProperties[name] = value);

    public Variable<T> WithVariable<T>(string name, T value)
    {
        var variable = new Variable<T>(name, value);
        Variables.Add(variable);
        return variable;
    }

    public IWorkflowBuilder WithVariable<T>(Variable<T> variable) => WithVariable((Variable)variable);

    public IWorkflowBuilder WithVariable(Variable variable) => With(() => Variables.Add(variable));

    public IWorkflowBuilder WithVariables(params Variable[] variables) => With(() =>
    {
        foreach (var variable in variables)
            Variables.Add(variable);
    });

    public InputDefinition WithInput<T>(string name, string? description = null) => WithInput(name, typeof(T), description);

    public InputDefinition WithInput(string name, Type type, string? description = null) => WithInput(name, type, input => input.Description = description ?? "");

    public InputDefinition WithInput(string name, Type type, Action<InputDefinition>? setup = null) => WithInput(input =>
    {
        input.Name = input.DisplayName = name;
        input.Type = type;
        setup?.Invoke(input);
    });

    public InputDefinition WithInput(Action<InputDefinition> setup)
    {
        var input = new InputDefinition();
        setup(input);
        Inputs.Add(input);
        return input;
    }

    public IWorkflowBuilder WithInput(InputDefinition inputDefinition) => With(() => Inputs.Add(inputDefinition));

    public OutputDefinition WithOutput<T>(string name, string? description = null) => WithOutput(name, typeof(T), description);

    public OutputDefinition WithOutput(string name, Type type, string? description = null) => WithOutput(name, type, output => output.Description = description ?? "");

    public OutputDefinition WithOutput(string name, Type type, Action<OutputDefinition>? setup = null) => WithOutput(output =>
    {
        output.Name = output.DisplayName = name;
        output.Type = type;
        setup?.Invoke(output);
    });

    public OutputDefinition WithOutput(Action<OutputDefinition> setup)
    {
        var output = new OutputDefinition();
        setup(output);
        return WithOutput(output);
    }

    public OutputDefinition WithOutput(OutputDefinition outputDefinition)
    {
        Outputs.Add(outputDefinition);
        return outputDefinition;
    }

    public async Task<Workflow> BuildWorkflowAsync(IWorkflow workflowDefinition, CancellationToken cancellationToken = default)
    {
        DefinitionId ??= workflowDefinition.GetType().Name;
        await workflowDefinition.BuildAsync(this, cancellationToken);
        return await BuildWorkflowAsync(cancellationToken);
    }

    public async Task<Workflow> BuildWorkflowAsync(CancellationToken cancellationToken = default)
    {
        var definitionId = DefinitionId ?? Name ?? throw new InvalidOperationException("A workflow needs a definition id: call WithDefinitionId.");
        if (Result is not null && !Variables.Contains(Result))
            Variables.Add(Result);
        var workflow = new Workflow(
            new WorkflowIdentity(definitionId, Version, Id ?? $"{definitionId}:v{Version}", TenantId),
            WorkflowPublication.LatestAndPublished,
            new WorkflowMetadata(Name ?? definitionId, Description, clock.UtcNow),
            WorkflowOptions,
            Root ?? new Sequence(),
            Variables,
            Inputs,
            Outputs,
            Outcomes,
            _customProperties,
            IsReadonly,
            IsSystem)
        { ResultVariable = Result };
        await graphs.BuildAsync(workflow, cancellationToken);
        return workflow;
    }

    private WorkflowBuilder With(Action change)
    {
        change();
        return this;
    }
}
