using System.Runtime.CompilerServices;
using Elsa.Workflows.UIHints;

namespace Elsa.Workflows.Activities;

/// <summary>Writes a variable.</summary>
[Activity("Elsa", "Primitives", "Assign a value to a workflow variable.")]
public class SetVariable : CodeActivity
{
    public SetVariable([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line)
    {
    }

    [Input(Description = "The variable to assign the value to.", UIHint = InputUIHints.VariablePicker)]
    public Variable? Variable { get; set; }

    [Input(Description = "The value to assign.")]
    public Input<object?> Value { get; set; } = new(default(object));

    protected override void Execute(ActivityExecutionContext context) => Variable?.Set(context, context.Get(Value));
}
