using System.Runtime.CompilerServices;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Attributes;
using Pipeline.Activities.Steps.Mechanism;

namespace Pipeline.Activities.Steps.Decisions;

/// <summary>Asks whether a step of the run has failed since it was started or last retried; put it after a flowchart within, whose ways out are one.</summary>
[Activity("Gaudi", "Gaudi", "Asks whether a step has failed; put it after a loop in a flowchart of its own.", DisplayName = "Has failed")]
[FlowNode("True", "False")]
public class HasFailed : Decision
{
    /// <summary>Makes the activity.</summary>
    public HasFailed([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line) { }

    /// <inheritdoc/>
    protected override bool Ask(ActivityExecutionContext context) => RunSession.Of(context.WorkflowExecutionContext).Failure is not null;
}
