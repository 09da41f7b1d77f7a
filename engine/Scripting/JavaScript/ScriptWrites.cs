namespace Pipeline.Engine.Scripting.JavaScript;

/// <summary>
/// What a script wrote. It is only collected on the script's thread; the run's own thread applies it once the script has ended in
/// time. So a script that was left behind, or failed, changes nothing.
/// </summary>
internal sealed class ScriptWrites(ExpressionExecutionContext context)
{
    private readonly Dictionary<string, object?> _variables = [];
    private Written? _name;
    private Written? _correlationId;

    /// <summary>The instance's name as the script sees it.</summary>
    public string? Name
    {
        get => _name is { } written ? written.Text : context.GetWorkflowExecutionContext().Name;
        set => _name = new Written(value);
    }

    /// <summary>The correlation id as the script sees it.</summary>
    public string? CorrelationId
    {
        get => _correlationId is { } written ? written.Text : context.GetWorkflowExecutionContext().CorrelationId;
        set => _correlationId = new Written(value);
    }

    public void SetVariable(string name, object? value) => _variables[name] = value;

    /// <summary>Writes it all into the run.</summary>
    /// <exception cref="ScriptException">A variable cannot hold what the script gave it.</exception>
    public void Apply()
    {
        foreach (var (name, value) in _variables)
            Apply(name, value);
        if (_name is { } named)
            context.GetWorkflowExecutionContext().Name = named.Text;
        if (_correlationId is { } correlated)
            context.GetWorkflowExecutionContext().CorrelationId = correlated.Text;
    }

    private void Apply(string name, object? value)
    {
        try
        {
            context.SetVariableInScope(name, value);
        }
        catch (InvalidCastException e)
        {
            throw new ScriptException($"The variable '{name}' cannot be written: {e.Message}", e);
        }
    }

    private readonly record struct Written(string? Text);
}
