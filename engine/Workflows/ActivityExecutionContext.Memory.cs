using System.Runtime.CompilerServices;
using Elsa.Expressions.Helpers;
using Elsa.Workflows.Activities;

namespace Elsa.Workflows;

public partial class ActivityExecutionContext
{
    /// <summary>Variables given to this execution, such as the current value of a loop.</summary>
    public ICollection<Variable> DynamicVariables { get; set; } = [];

    /// <summary>The variables that this execution's scope declares.</summary>
    public IEnumerable<Variable> Variables => Activity is IVariableContainer container ? container.Variables.Concat(DynamicVariables) : DynamicVariables;

    public object? Get(MemoryBlockReference blockReference) => ExpressionExecutionContext.Get(blockReference);

    public T? Get<T>(MemoryBlockReference blockReference) => ExpressionExecutionContext.Get<T>(blockReference);

    public bool TryGet(MemoryBlockReference blockReference, out object? value) => ExpressionExecutionContext.TryGet(blockReference, out value);

    /// <summary>The evaluated value of an input; the default of <typeparamref name="T"/> if the input is not set.</summary>
    public T? Get<T>(Input<T>? input) => input is null ? default : Get<T>(input.MemoryBlockReference());

    public object? Get(Output? output) => output is null ? null : Get(output.MemoryBlockReference());

    public T? Get<T>(Output<T>? output) => output is null ? default : Get<T>(output.MemoryBlockReference());

    public void Set(MemoryBlockReference blockReference, object? value, Action<MemoryBlock>? configure = null) =>
        ExpressionExecutionContext.Set(blockReference, value, configure);

    public void Set<T>(Output<T>? output, T? value, [CallerArgumentExpression(nameof(output))] string? outputName = null) => Set((Output?)output, value, outputName);

    /// <summary>
    /// Writes an output: to the variable or the output of the workflow that it is bound to, else to the scope around the activity;
    /// and records it for later activities.
    /// </summary>
    public void Set(Output? output, object? value, [CallerArgumentExpression(nameof(output))] string? outputName = null)
    {
        var name = outputName is null ? Models.ActivityOutputRegister.DefaultOutputName : outputName[(outputName.LastIndexOf('.') + 1)..].TrimEnd('!');
        RecordOutput(name, value);
        if (output?.MemoryBlockReference() is not { Id: not null } reference)
            return;

        var scope = ExpressionExecutionContext.TryGetBlock(reference, out _) ? ExpressionExecutionContext : ExpressionExecutionContext.ParentContext!;
        scope.Set(reference, reference is Variable variable ? variable.ParseValue(value) : value);
        if (reference is not Variable && WorkflowExecutionContext.Workflow.Outputs.Any(bound => bound.Name == reference.Id))
            WorkflowExecutionContext.Output[reference.Id] = value!;
    }

    internal void RecordOutput(string name, object? value)
    {
        WorkflowExecutionContext.GetActivityOutputRegister().Record(this, name, value);
        if (name == Models.ActivityOutputRegister.DefaultOutputName)
            WorkflowExecutionContext.LastResult = value;
    }

    /// <summary>Declares the blocks of the scope's variables with their default values.</summary>
    internal void DeclareVariables()
    {
        foreach (var variable in Variables)
            DeclareVariable(variable);

        if (Activity is not Workflow)
            return;
        foreach (var (name, value) in WorkflowExecutionContext.InitialVariables)
            this.SetVariable(name, value);
    }

    internal MemoryBlock DeclareVariable(Variable variable)
    {
        variable.Id ??= Pipeline.Engine.Conversion.VariableNames.IdOf(variable.Name);
        var block = variable.Declare();
        block.Value = variable.ParseValue(block.Value);
        ExpressionExecutionContext.Memory.Blocks[variable.Id] = block;
        return block;
    }
}
