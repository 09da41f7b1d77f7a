using Elsa.Extensions;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Memory;

namespace Pipeline.Workflows;

/// <summary>A pipeline: a workflow that says what it is for, which inputs it takes and whether given values can work.</summary>
public abstract class PipelineWorkflow : WorkflowBase
{
    /// <summary>Its name: also the workflow's definition id.</summary>
    public string Name => GetType().Name;

    /// <summary>What it does, in one sentence.</summary>
    public abstract string Description { get; }

    /// <summary>Its inputs.</summary>
    public abstract IReadOnlyList<PipelineInput> Inputs { get; }

    /// <summary>Checks the values of all inputs before anything starts.</summary>
    public abstract InputCheck Check(IReadOnlyDictionary<string, object?> values, PoolFacts pool);

    /// <summary>The flowchart.</summary>
    private protected abstract Flowchart Draw(IWorkflowBuilder builder);

    /// <inheritdoc/>
    protected override void Build(IWorkflowBuilder builder)
    {
        builder.WithDefinitionId(Name);
        builder.Name = Name;
        builder.Description = Description;
        foreach (var input in Inputs)
            input.Declare(builder);
        // Exported, it is run like this: what is not set has the same default.
        builder.WithCustomProperty("inputDefaults", Inputs.Where(i => !i.Required).ToDictionary(i => i.Name, i => i.Default));
        builder.Root = Draw(builder);
    }

    /// <summary>A value handed from step to step; it survives a restart of the host.</summary>
    private protected static Variable<T> Carry<T>(IWorkflowBuilder builder, string name, T value) =>
        builder.WithVariable(name, value).WithWorkflowStorage();
}
