using System.Runtime.CompilerServices;

namespace Elsa.Workflows.Activities;

/// <summary>Marks where a flowchart starts.</summary>
[Activity("Elsa", "Flow", "A milestone activity that marks the start of a flowchart.", Kind = ActivityKind.Action)]
public class Start : CodeActivity, IStartNode
{
    public Start([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line)
    {
    }
}
