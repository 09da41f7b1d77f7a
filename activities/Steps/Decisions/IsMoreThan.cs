using System.Runtime.CompilerServices;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;

namespace Pipeline.Activities.Steps.Decisions;

/// <summary>Asks whether a number is larger than a limit: how a pipeline decides by its inputs.</summary>
[Activity("Gaudi", "Gaudi", "Asks whether a number is larger than a limit.", DisplayName = "Is more than")]
[FlowNode("True", "False")]
public class IsMoreThan : Decision
{
    /// <summary>Makes the activity.</summary>
    public IsMoreThan([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line) { }

    /// <summary>The number.</summary>
    [Input(DisplayName = "Value", Description = "The number that is asked about.", DefaultValue = 0, Order = 0)]
    public Input<int> Value { get; set; } = new(0);

    /// <summary>The limit.</summary>
    [Input(DisplayName = "Limit", Description = "The answer is True when the value is larger than this.", DefaultValue = 0, Order = 1)]
    public Input<int> Limit { get; set; } = new(0);

    /// <inheritdoc/>
    protected override bool Ask(ActivityExecutionContext context) => context.Get(Value) > context.Get(Limit);
}
