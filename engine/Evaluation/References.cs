namespace Pipeline.Engine.Evaluation;

/// <summary>Reads what an expression refers to: a variable, a workflow input or an activity's output.</summary>
internal static class References
{
    public static object? Variable(object? reference, ExpressionExecutionContext context) => reference switch
    {
        Variable variable => context.Get(variable),
        string name => context.GetVariableInScope(name),
        _ => null
    };

    public static object? Input(object? reference, ExpressionExecutionContext context) => reference switch
    {
        InputDefinition definition => context.GetInput(definition.Name),
        string name => context.GetInput(name),
        _ => null
    };

    public static object? Output(object? reference, ExpressionExecutionContext context) =>
        reference is Output output && output.MemoryBlockReference() is { Id: not null } block && context.TryGet(block, out var value) ? value : null;
}
