using System.Runtime.CompilerServices;

namespace Elsa.Workflows.Activities;

/// <summary>Finishes the whole workflow at once: nothing scheduled or bookmarked remains.</summary>
[Activity("Elsa", "Primitives", "Mark the workflow as finished.")]
public class Finish : CodeActivity, ITerminalNode
{
    public Finish([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line)
    {
    }

    protected override void Execute(ActivityExecutionContext context)
    {
        context.WorkflowExecutionContext.DropOpenWork();
        context.WorkflowExecutionContext.TransitionTo(WorkflowSubStatus.Finished);
    }
}
