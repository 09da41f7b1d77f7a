using Elsa.Expressions.Helpers;
using Elsa.Workflows.Activities;

namespace Elsa.Extensions;

/// <summary>What expressions may read and write.</summary>
public static class ExpressionExecutionContextExtensions
{
    public static readonly object WorkflowExecutionContextKey = new();
    public static readonly object ActivityExecutionContextKey = new();

    public static bool TryGetWorkflowExecutionContext(this ExpressionExecutionContext context, out WorkflowExecutionContext workflowExecutionContext)
    {
        var found = context.TransientProperties.TryGetValue(WorkflowExecutionContextKey, out var value);
        workflowExecutionContext = (WorkflowExecutionContext)value!;
        return found;
    }

    public static WorkflowExecutionContext GetWorkflowExecutionContext(this ExpressionExecutionContext context) =>
        context.TryGetWorkflowExecutionContext(out var workflow) ? workflow : throw new InvalidOperationException("The expression is not evaluated within a workflow.");

    public static bool TryGetActivityExecutionContext(this ExpressionExecutionContext context, out ActivityExecutionContext activityExecutionContext)
    {
        var found = context.TransientProperties.TryGetValue(ActivityExecutionContextKey, out var value);
        activityExecutionContext = (ActivityExecutionContext)value!;
        return found;
    }

    public static ActivityExecutionContext GetActivityExecutionContext(this ExpressionExecutionContext context) =>
        context.TryGetActivityExecutionContext(out var activity) ? activity : throw new InvalidOperationException("The expression is not evaluated within an activity.");

    public static IActivity GetActivity(this ExpressionExecutionContext context) => context.GetActivityExecutionContext().Activity;

    /// <summary>A workflow input, converted; its default if it was not given.</summary>
    public static T? GetInput<T>(this ExpressionExecutionContext context, string name) => context.GetInput(name).ConvertTo<T>();

    public static T? GetInput<T>(this ExpressionExecutionContext context, InputDefinition inputDefinition) => context.GetInput<T>(inputDefinition.Name);

    public static object? GetInput(this ExpressionExecutionContext context, string name) =>
        context.GetWorkflowExecutionContext().Input.TryGetValue(name, out var value) ? value : null;

    public static T? Get<T>(this ExpressionExecutionContext context, Input<T>? input) => input is null ? default : context.Get<T>(input.MemoryBlockReference());

    public static T? Get<T>(this ExpressionExecutionContext context, Output output) => context.Get<T>(output.MemoryBlockReference());

    public static object? Get(this ExpressionExecutionContext context, Output output) => context.Get(output.MemoryBlockReference());

    public static void Set(this ExpressionExecutionContext context, Output? output, object? value, Action<MemoryBlock>? configure = null)
    {
        if (output is not null)
            context.Set(output.MemoryBlockReference(), value, configure);
    }

    /// <summary>The value of the nearest variable of that name; the default if there is none.</summary>
    public static T? GetVariable<T>(this ExpressionExecutionContext context, string name) =>
        (FindBlock(context, name)?.Value).ConvertTo<T>();

    /// <summary>The nearest variable of that name, or null.</summary>
    public static Variable? GetVariable(this ExpressionExecutionContext context, string name, bool localScopeOnly = false) =>
        FindBlock(context, name, localScopeOnly)?.Metadata is VariableBlockMetadata metadata ? metadata.Variable : null;

    /// <summary>Writes the nearest variable of that name, or makes one in the container around the activity.</summary>
    public static Variable SetVariable<T>(this ExpressionExecutionContext context, string name, T? value, Action<MemoryBlock>? configure = null)
    {
        if (FindBlock(context, name) is not { Metadata: VariableBlockMetadata { Variable: var variable } } block)
            return context.CreateVariable(name, value, configure: configure);
        block.Value = variable.ParseValue(value);
        configure?.Invoke(block);
        return variable;
    }

    public static Variable CreateVariable<T>(this ExpressionExecutionContext context, string name, T? value, Type? storageDriverType = null, Action<MemoryBlock>? configure = null) =>
        context.GetActivityExecutionContext().CreateVariable(name, value, storageDriverType, configure);

    public static object? GetVariableInScope(this ExpressionExecutionContext context, string variableName) => FindBlock(context, variableName)?.Value;

    public static void SetVariableInScope(this ExpressionExecutionContext context, string variableName, object? value) => context.SetVariable(variableName, value);

    /// <summary>The variables that can be seen, innermost first, without those that are shadowed.</summary>
    public static IEnumerable<Variable> GetVariablesInScope(this ExpressionExecutionContext context)
    {
        var seen = new HashSet<string>();
        for (var scope = context; scope is not null; scope = scope.ParentContext)
        {
            foreach (var block in scope.Memory.Blocks.Values)
            {
                if (block.Metadata is VariableBlockMetadata metadata && seen.Add(metadata.Variable.Name))
                    yield return metadata.Variable;
            }
        }
    }

    public static IEnumerable<string> GetVariableNamesInScope(this ExpressionExecutionContext context) => context.GetVariablesInScope().Select(variable => variable.Name);

    public static object? GetLastResult(this ExpressionExecutionContext context) => context.GetWorkflowExecutionContext().LastResult;

    /// <summary>The last value of an activity's output in this burst of execution.</summary>
    public static object? GetOutput(this ExpressionExecutionContext context, string activityIdOrName, string? outputName)
    {
        var workflow = context.GetWorkflowExecutionContext();
        var activityId = workflow.FindActivityById(activityIdOrName)?.Id
            ?? workflow.WorkflowGraph.Nodes.FirstOrDefault(node => node.Activity.Name == activityIdOrName)?.Activity.Id
            ?? activityIdOrName;
        return workflow.GetActivityOutputRegister().FindOutputByActivityId(activityId, outputName);
    }

    private static MemoryBlock? FindBlock(ExpressionExecutionContext context, string name, bool localScopeOnly = false)
    {
        for (var scope = context; scope is not null; scope = localScopeOnly ? null : scope.ParentContext)
        {
            foreach (var block in scope.Memory.Blocks.Values)
            {
                if (block.Metadata is VariableBlockMetadata metadata && metadata.Variable.Name == name)
                    return block;
            }
        }

        return null;
    }
}
