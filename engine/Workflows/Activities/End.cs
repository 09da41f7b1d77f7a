using System.Runtime.CompilerServices;
using Elsa.Workflows.Signals;

namespace Elsa.Workflows.Activities;

/// <summary>Ends the flowchart (or other container) around it.</summary>
[Activity("Elsa", "Flow", "A milestone activity that marks the end of a flowchart.", Kind = ActivityKind.Action)]
public class End : CodeActivity, ITerminalNode
{
    public End([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line)
    {
    }

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        await context.CompleteQuietlyAsync();
        await context.SendSignalAsync(new CompleteCompositeSignal());
    }
}
