using System.Runtime.CompilerServices;
using Elsa.Workflows.UIHints;

namespace Elsa.Workflows.Management.Activities.SetOutput;

/// <summary>Sets an output of the workflow.</summary>
[Activity("Elsa", "Composition", "Sets the value of a workflow output.", Kind = ActivityKind.Action)]
public class SetOutput : CodeActivity
{
    public SetOutput([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line)
    {
    }

    [Input(DisplayName = "Output", Description = "The output to set.", UIHint = InputUIHints.OutputPicker)]
    public Input<string> OutputName { get; set; } = null!;

    [Input(Description = "The value to set.")]
    public Input<object?> OutputValue { get; set; } = null!;

    protected override void Execute(ActivityExecutionContext context)
    {
        var name = context.Get(OutputName) ?? throw new InvalidOperationException("SetOutput needs the name of an output.");
        context.WorkflowExecutionContext.Output[name] = context.Get(OutputValue)!;
    }
}
