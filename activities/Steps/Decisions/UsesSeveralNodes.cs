using System.Runtime.CompilerServices;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Attributes;
using Pipeline.Activities.Steps.Mechanism;

namespace Pipeline.Activities.Steps.Decisions;

/// <summary>Asks whether the run has leased more than one node: only then do network ports between nodes matter.</summary>
[Activity("Gaudi", "Gaudi", "Asks whether the run has leased more than one node.", DisplayName = "Uses several nodes")]
[FlowNode("True", "False")]
public class UsesSeveralNodes : Decision
{
    /// <summary>Makes the activity.</summary>
    public UsesSeveralNodes([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line) { }

    /// <inheritdoc/>
    protected override bool Ask(ActivityExecutionContext context) => RunSession.Of(context.WorkflowExecutionContext).Nodes.Count > 1;
}
